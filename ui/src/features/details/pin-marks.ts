import type { WirePinInterval } from '../../../../backend/contract/verification.ts';

export interface PinMark {
  readonly interval: WirePinInterval;
  /** Place on the line, in pixels from its left end. */
  readonly x: number;
  readonly isCurrent: boolean;
  /** The image was built from this commit. */
  readonly isThisImage: boolean;
}

export interface PinPlot {
  readonly width: number;
  readonly marks: readonly PinMark[];
}

/** Room for a mark that can be hit and told from its neighbours, in pixels. */
const MIN_GAP = 14;
const MARGIN = 14;

interface PlotOptions {
  readonly history: readonly WirePinInterval[];
  /** The revision of the image, in any case; null when it has none. */
  readonly revision: string | null;
  readonly width: number;
}

/**
 * Places one mark a pin by its time, oldest at the left. Marks that would touch are moved apart,
 * and the plot grows (and is scrolled) where there are too many for its width.
 */
export function placePins({ history, revision, width }: PlotOptions): PinPlot {
  const times = history.map((interval) => Date.parse(interval.from) || 0);
  const first = Math.min(...times, Number.MAX_SAFE_INTEGER);
  const span = Math.max(1, Math.max(...times, 0) - first);
  const needed = Math.max(width, 2 * MARGIN + (history.length - 1) * MIN_GAP);
  const room = needed - 2 * MARGIN;
  const wanted = times.map((time) => MARGIN + (history.length === 1 ? room / 2 : ((time - first) / span) * room));
  const places = spread(wanted, MARGIN + room);
  const own = revision?.toLowerCase() ?? null;
  return {
    width: needed,
    marks: history.map((interval, index) => ({
      interval, x: places[index] ?? MARGIN, isCurrent: interval.until === null, isThisImage: interval.commit.toLowerCase() === own,
    })),
  };
}

/** Moves places to the right until each has its gap, then back from the right end, so that the last stays on the line. */
function spread(wanted: readonly number[], end: number): readonly number[] {
  const places: number[] = [];
  for (const place of wanted) places.push(Math.max(place, (places.at(-1) ?? -Infinity) + MIN_GAP));
  let limit = end;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    places[index] = Math.min(places[index] ?? 0, limit);
    limit = (places[index] ?? 0) - MIN_GAP;
  }
  return places;
}
