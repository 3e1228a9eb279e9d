import { z } from 'zod';
import { readStored, writeStored } from '../lib/stored-state.ts';

const NAME = 'scroll';
const SETTLED_AFTER_MS = 200;
let timer: ReturnType<typeof setTimeout> | undefined;

/** How far the images were scrolled when the panel was left, in pixels. */
export function rememberedScroll(): number {
  return readStored(NAME, z.number().min(0)) ?? 0;
}

/** Remembers the place once the scrolling has settled: storing at every frame would make it jerk. */
export function rememberScroll(scrollTop: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => { writeStored(NAME, scrollTop); }, SETTLED_AFTER_MS);
}
