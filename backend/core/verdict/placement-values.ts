import type { PinPlacement } from '../pin/pin-history.ts';

/** What the evidence view tells about a placement. Of several intervals the last one counts. */
export function placementValues(placement: PinPlacement): Readonly<Record<string, string | null>> {
  switch (placement.state) {
    case 'current':
      return { project: placement.interval.project, 'pinned from': placement.interval.from };
    case 'former': {
      const last = placement.intervals.at(-1);
      return {
        project: last?.project ?? null,
        'pinned from': last?.from ?? null,
        'pinned until': last?.until ?? null,
        'times pinned': String(placement.intervals.length),
        'pins behind': String(placement.pinsBehind),
        'days behind': String(placement.daysBehind),
      };
    }
    case 'never':
      return { 'first pinned at': placement.firstPinnedAt };
    case 'none':
      return {};
  }
}
