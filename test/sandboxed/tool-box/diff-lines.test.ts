import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '../../../backend/sandboxed/tool-box/diff-lines.ts';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
const limits = { maxEdits: 100, isOver: () => false };

/** Length of the longest common subsequence, the slow and certain way. */
function common(older: readonly string[], newer: readonly string[]): number {
  let row = newer.map(() => 0);
  for (const line of older) {
    const next: number[] = [];
    for (const [index, other] of newer.entries()) next.push(line === other ? (row[index - 1] ?? 0) + 1 : Math.max(row[index] ?? 0, next[index - 1] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe('when lines are compared', () => {
  it('gives back both sides, in the fewest edits', () => {
    fc.assert(fc.property(lines, lines, (older, newer) => {
      const found = diffLines(older, newer, limits) ?? [];
      expect(found.filter(({ kind }) => kind !== 'added').map(({ text }) => text)).toEqual(older);
      expect(found.filter(({ kind }) => kind !== 'removed').map(({ text }) => text)).toEqual(newer);
      expect(found.filter(({ kind }) => kind === 'same')).toHaveLength(common(older, newer));
    }), { numRuns: 500 });
  });

  it('gives up beyond the edits, and when time is over', () => {
    expect(diffLines(['a', 'b'], ['c', 'd'], { ...limits, maxEdits: 3 })).toBeNull();
    expect(diffLines(['a', 'b'], ['c', 'd'], { ...limits, maxEdits: 4 })).toHaveLength(4);
    expect(diffLines(['a'], ['b'], { ...limits, isOver: () => true })).toBeNull();
  });
});
