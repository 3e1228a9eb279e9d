import { toCommit } from './commit.ts';
import type { PinHistory, PinInterval, PinPlacement } from './pin-history.ts';

const DAY = 86_400_000;

/**
 * Where a revision stands in a server's pin history.
 *
 * `revision` is any text; only exactly 40 hex digits (either case) equal a pin. It is matched with every interval that
 * held the commit, whichever project the entry named then: the interval says under which project it was the pin.
 * `pinsBehind` counts the pins that followed the last such interval; `daysBehind` the whole days from its end to `now`
 * (ISO 8601 UTC), never less than 0 whatever the clocks say.
 */
export function placePin(history: PinHistory, revision: string, now: string): PinPlacement {
  const [first] = history.intervals;
  if (first === undefined) return { state: 'none' };
  const commit = toCommit(revision);
  const held = history.intervals.filter((interval) => interval.commit === commit);
  const last = held.at(-1);
  if (last === undefined) return { state: 'never', firstPinnedAt: first.from };
  if (last.until === null) return { state: 'current', interval: last };
  const index = history.intervals.lastIndexOf(last);
  return {
    state: 'former',
    kind: wasWithdrawn(history.intervals, index, last.until) ? 'withdrawn' : 'superseded',
    intervals: held,
    pinsBehind: history.intervals.length - 1 - index,
    daysBehind: Math.max(0, Math.floor((Date.parse(now) - Date.parse(last.until)) / DAY)),
  };
}

/**
 * Withdrawn: no newer pin took its place when it was left. The entry was removed or lost its pin (nothing follows, or
 * only after a gap), or the registry moved back to a commit that it had pinned before.
 */
function wasWithdrawn(intervals: readonly PinInterval[], index: number, until: string): boolean {
  const next = intervals[index + 1];
  if (next === undefined || next.from > until) return true;
  return intervals.slice(0, index).some((earlier) => earlier.commit === next.commit);
}
