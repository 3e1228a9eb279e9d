import { describe, expect, it } from 'vitest';
import { countLines, readProduct, readSources } from './source-files.ts';

const FILE_WALL = 300;
const MEDIAN_FILE = 70;
const TEST_TO_CODE = 1.5;

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

  it('has enough test for its code', () => {
    const code = readProduct().reduce((sum, { text }) => sum + countLines(text), 0);
    const tests = readSources(['test'], /\.tsx?$/).reduce((sum, { text }) => sum + countLines(text), 0);
    expect(tests / code).toBeGreaterThanOrEqual(TEST_TO_CODE);
  });
});

describe('when lines of code are counted', () => {
  it.each([
    ['', 0],
    ['const a = 1;\n\nconst b = 2;\n', 2],
    ['// why\nconst a = 1;', 1],
    ['/**\n * What.\n */\nconst a = 1;', 1],
    ['const a = 1; // why', 1],
    ["const glob = 'a/**/b';\nconst other = 'c*/';", 2],
  ])('counts %j as %i', (text, lines) => {
    expect(countLines(text)).toBe(lines);
  });
});
