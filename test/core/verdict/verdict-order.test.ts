import { describe, expect, it } from 'vitest';
import { compareVerdicts, isVerdictAtLeast, worseVerdict } from '../../../backend/core/verdict/verdict-order.ts';
import { VERDICTS } from '../../../backend/contract/verification.ts';

describe('when verdicts are ordered', () => {
  it('puts them as the contract lists them, worst first', () => {
    expect(VERDICTS.toReversed().sort(compareVerdicts)).toEqual([...VERDICTS]);
  });

  it('takes the worse of two, whichever comes first', () => {
    for (const [index, worse] of VERDICTS.entries()) {
      for (const better of VERDICTS.slice(index)) {
        expect([worseVerdict(worse, better), worseVerdict(better, worse)]).toEqual([worse, worse]);
      }
    }
  });
});

describe('when a threshold is given', () => {
  it.each([
    ['mismatch', 'mismatch', true],
    ['mismatch', 'outdated', true],
    ['indeterminate', 'mismatch', false],
    ['indeterminate', 'unverified', true],
    ['unverified', 'unverified', true],
    ['unverified', 'indeterminate', false],
    ['outdated', 'unverified', false],
    ['outdated', 'outdated', true],
    ['verified', 'outdated', false],
  ] as const)('tells that %s is at least as bad as %s: %s', (verdict, threshold, expected) => {
    expect(isVerdictAtLeast(verdict, threshold)).toBe(expected);
  });
});
