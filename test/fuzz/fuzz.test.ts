import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzProperty, type Tally } from './fuzz-property.ts';
import { genuineCount } from './oracle.ts';

const RUNS = 2500;
/** Far above what it takes (2 s), for machines that are busy. */
const TIMEOUT_MILLISECONDS = 120_000;

describe('when manifests, payloads and bundles are mutated', () => {
  it('calls nothing valid that was not signed, and throws nothing', { timeout: TIMEOUT_MILLISECONDS }, () => {
    const tally: Tally = new Map();
    fc.assert(fuzzProperty(tally), { numRuns: RUNS, seed: 20_260_502 });
    // The inputs must reach the checks, and some changes must change nothing that matters.
    expect(tally.size).toBeGreaterThan(10);
    expect(tally.get('valid')).toBeGreaterThan(0);
  });

  it('knows which signatures are genuine', () => {
    expect(genuineCount).toBe(6);
  });
});
