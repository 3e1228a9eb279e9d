/** Rows beyond the visible ones that are drawn too, so that fast scrolling shows no gap. */
const OVERSCAN = 5;

export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
}

/** The half-open range of row indexes to draw. */
export function visibleRange(count: number, { scrollTop, height, rowHeight }: Viewport): { readonly start: number; readonly end: number } {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const start = Math.max(0, Math.min(count, first) - OVERSCAN);
  return { start, end: Math.min(count, first + Math.ceil(height / rowHeight) + OVERSCAN) };
}

/** Where to scroll so that a row is wholly visible; the same place when it is. */
export function scrollTopFor(index: number, { scrollTop, height, rowHeight }: Viewport): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop;
}
