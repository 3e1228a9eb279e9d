import { z } from 'zod';

/** Lists of the engine's objects (Docker Engine API 1.41 and later), as far as they are read. */

const labelsSchema = z.record(z.string(), z.string()).nullish().transform((labels) => labels ?? {});

export const containerListSchema = z.array(z.object({ Id: z.string().regex(/^[0-9a-f]{64}$/), Labels: labelsSchema }));

export const networkListSchema = z.array(z.object({ Id: z.string().regex(/^[0-9a-z]{20,64}$/), Labels: labelsSchema }));

export const volumeListSchema = z.object({
  Volumes: z.array(z.object({ Name: z.string(), CreatedAt: z.string().default(''), Labels: labelsSchema })).nullish(),
});

/** A filter by label, given as `name` or `name=value`. */
export function withLabel(label: string): Readonly<Record<string, string>> {
  return { filters: JSON.stringify({ label: [label] }) };
}
