/**
 * Who decides a value, the least trusted last: the program itself; a tool argument after a check or an escape, or the
 * operator's settings; something that this file does not show; an argument of a tool, which a model writes.
 */
export const REACHES = ['fixed', 'guarded', 'variable', 'tool'] as const;
export type Reach = (typeof REACHES)[number];

/** The worse of two. */
export function worseReach(a: Reach, b: Reach): Reach {
  return REACHES.indexOf(a) > REACHES.indexOf(b) ? a : b;
}

/** At most as bad as the second. */
export function capReach(reach: Reach, cap: Reach): Reach {
  return REACHES.indexOf(reach) > REACHES.indexOf(cap) ? cap : reach;
}
