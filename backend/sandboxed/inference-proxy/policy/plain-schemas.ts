import { z } from 'zod';

export const text = z.string();
export const name = z.string().min(1).max(256);
export const tokens = z.number().int().min(1);
export const fraction = z.number().min(0).max(2);
