/** A line of a diff: in both, in the older text alone, or in the newer alone. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/**
 * The shortest way from one list of lines to another (Myers, "An O(ND) difference algorithm", 1986), or null when it needs
 * more than `maxEdits` removals and additions, or too long: the work is lines × edits.
 */
export function diffLines(older: readonly string[], newer: readonly string[], { maxEdits, isOver }: { readonly maxEdits: number; readonly isOver: () => boolean }): readonly DiffLine[] | null {
  const trace: Int32Array[] = [];
  const most = Math.min(maxEdits, older.length + newer.length);
  const furthest = new Int32Array(2 * most + 3);
  const middle = most + 1;
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(furthest.slice(middle - edits - 1, middle + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      if (isOver()) return null;
      const isDown = diagonal === -edits || (diagonal !== edits && at(furthest, middle + diagonal - 1) < at(furthest, middle + diagonal + 1));
      let x = isDown ? at(furthest, middle + diagonal + 1) : at(furthest, middle + diagonal - 1) + 1;
      while (x < older.length && x - diagonal < newer.length && older[x] === newer[x - diagonal]) x += 1;
      furthest[middle + diagonal] = x;
      if (x >= older.length && x - diagonal >= newer.length) return walkBack(trace, older, newer);
    }
  }
  return null;
}

/** `trace[edits]` holds diagonals -edits-1 … edits+1 as they were before that round. */
function walkBack(trace: readonly Int32Array[], older: readonly string[], newer: readonly string[]): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let x = older.length;
  let y = newer.length;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const row = trace[edits] ?? new Int32Array();
    const diagonal = x - y;
    const middle = edits + 1;
    const isDown = diagonal === -edits || (diagonal !== edits && at(row, middle + diagonal - 1) < at(row, middle + diagonal + 1));
    const before = isDown ? diagonal + 1 : diagonal - 1;
    const startX = edits === 0 ? 0 : at(row, middle + before);
    const startY = edits === 0 ? 0 : startX - before;
    const [runX, runY] = isDown ? [startX, startY + 1] : [startX + 1, startY];
    for (; edits === 0 ? x > 0 : x > runX && y > runY; x -= 1, y -= 1) lines.push({ kind: 'same', text: older[x - 1] ?? '' });
    if (edits === 0) break;
    lines.push(isDown ? { kind: 'added', text: newer[startY] ?? '' } : { kind: 'removed', text: older[startX] ?? '' });
    x = startX;
    y = startY;
  }
  return lines.reverse();
}

function at(values: Int32Array, index: number): number {
  return values[index] ?? 0;
}
