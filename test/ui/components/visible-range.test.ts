import { describe, expect, it } from 'vitest';
import { scrollTopFor, visibleRange } from '../../../ui/src/components/virtual-grid/visible-range.ts';

const VIEW = { height: 560, rowHeight: 56 };

describe('when rows are drawn', () => {
  it.each([
    ['at the top', 2_000, 0, { start: 0, end: 15 }],
    ['in the middle', 2_000, 56_000, { start: 995, end: 1_015 }],
    ['at the end', 2_000, 111_440, { start: 1_985, end: 2_000 }],
    ['far beyond the end, after a filter', 3, 111_440, { start: 0, end: 3 }],
    ['beyond the top, where a trackpad springs back', 2_000, -80, { start: 0, end: 15 }],
    ['without rows', 0, 0, { start: 0, end: 0 }],
  ])('takes those in sight and a few more %s', (_place, count, scrollTop, range) => {
    expect(visibleRange(count, { ...VIEW, scrollTop })).toEqual(range);
  });

  it.each([
    ['above', 2, 500, 112],
    ['below', 30, 0, 1_176],
    ['in sight', 5, 0, 0],
  ])('scrolls just enough to a row that is %s', (_place, index, scrollTop, expected) => {
    expect(scrollTopFor(index, { ...VIEW, scrollTop })).toBe(expected);
  });
});
