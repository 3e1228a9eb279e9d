import { describe, expect, it } from 'vitest';
import { readProduct, readSources } from './source-files.ts';

const FILE_WALL = 300;
const MEDIAN_FILE = 70;

describe('when files are measured', () => {
  it('has none beyond the wall, tests and scripts included', () => {
    const all = readSources(['backend', 'ui', 'test'], /\.(tsx?|mjs)$/);
    expect(all.filter(({ text }) => text.split('\n').length - 1 > FILE_WALL).map(({ path }) => path)).toEqual([]);
  });

  it('keeps the median of production files small', () => {
    const sizes = readProduct().map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(MEDIAN_FILE);
  });
});
