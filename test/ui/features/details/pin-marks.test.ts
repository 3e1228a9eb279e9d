import { describe, expect, it } from 'vitest';
import { compareUrl } from '../../../../ui/src/features/details/compare-url.ts';
import { placePins } from '../../../../ui/src/features/details/pin-marks.ts';
import { commitOf, HISTORY, PROJECT } from '../../support/wire-verification.ts';

describe('when pins are placed on the time line', () => {
  it('goes from the oldest at the left to the newest at the right, by time', () => {
    const { marks, width } = placePins({ history: HISTORY, revision: null, width: 400 });
    const [first, second, third] = marks.map((mark) => mark.x);
    expect([width, first, third]).toEqual([400, 14, 386]);
    expect(second).toBeGreaterThan(100);
    expect(second).toBeLessThan(200);
  });

  it('marks the current one and that of the image, whatever the case of its digits', () => {
    const { marks } = placePins({ history: HISTORY, revision: commitOf('5d6e7f8').toUpperCase(), width: 400 });
    expect(marks.map((mark) => [mark.isCurrent, mark.isThisImage])).toEqual([[false, false], [false, true], [true, false]]);
  });

  it('never takes the beginning of a commit for it', () => {
    expect(placePins({ history: HISTORY, revision: '5d6e7f8', width: 400 }).marks.some((mark) => mark.isThisImage)).toBe(false);
  });

  it('keeps 89 pins of one afternoon apart, and grows for them', () => {
    const history = Array.from({ length: 89 }, (_, index) => ({ commit: commitOf(index.toString(16)), project: PROJECT, from: `2026-01-01T12:${String(index % 60).padStart(2, '0')}:00Z`, until: null }));
    const { marks, width } = placePins({ history, revision: null, width: 400 });
    const gaps = marks.slice(1).map((mark, index) => mark.x - (marks[index]?.x ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(14);
    expect(Math.max(...marks.map((mark) => mark.x))).toBeLessThanOrEqual(width);
  });

  it.each([
    ['no pins', [], 0],
    ['one pin', HISTORY.slice(0, 1), 1],
    ['a time that cannot be read', [{ commit: commitOf('a'), project: PROJECT, from: 'never', until: null }], 1],
  ])('stands %s', (_reason, history, count) => {
    const { marks } = placePins({ history, revision: null, width: 400 });
    expect([marks.length, marks.every((mark) => Number.isFinite(mark.x))]).toEqual([count, true]);
  });
});

describe('when two commits are compared on the web', () => {
  const [base, head] = [commitOf('a'), commitOf('b')];

  it('knows two forges', () => {
    expect(compareUrl('https://github.com/o/r', base, head)).toBe(`https://github.com/o/r/compare/${base}...${head}`);
    expect(compareUrl('https://gitlab.com/g/s/r', base, head)).toBe(`https://gitlab.com/g/s/r/-/compare/${base}...${head}`);
  });

  it.each([
    ['another forge', 'https://git.corp/o/r', head],
    ['no https', 'http://github.com/o/r', head],
    ['a script', 'javascript:alert(1)', head],
    ['no address', 'o/r', head],
    ['a path that leaves the project', 'https://github.com/o/r?x=', 'main'],
    ['characters that end the path', 'https://github.com/o/%2e%2e', head],
    ['the same commit', 'https://github.com/o/r', base],
  ])('gives no link for %s', (_reason, project, other) => {
    expect(compareUrl(project, base, other)).toBeNull();
  });
});
