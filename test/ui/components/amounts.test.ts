import { describe, expect, it } from 'vitest';
import { toBytes, toCost, toDuration, toTokens } from '../../../ui/src/components/text/amounts.ts';

describe('when amounts are put into words', () => {
  it.each([[0, '0 B'], [999, '999 B'], [1_200, '1.2 kB'], [48_200_000, '48 MB'], [2_000_000_000, '2 GB']])('gives %d bytes', (bytes, words) => {
    expect(toBytes(bytes)).toBe(words);
  });

  it.each([[-5, '0.0 s'], [800, '0.8 s'], [59_999, '59 s'], [74_000, '1 min 14 s'], [3_720_000, '1 h 2 min']])('gives %d ms', (milliseconds, words) => {
    expect(toDuration(milliseconds)).toBe(words);
  });

  it.each([[null, 'no price known'], [0, '$0.00'], [0.004, 'less than $0.01'], [1.5, '$1.50']])('gives a cost of %s', (cost, words) => {
    expect(toCost(cost)).toBe(words);
  });

  it.each([[850, '850'], [12_340, '12.3 k'], [182_400, '182 k'], [1_250_000, '1.3 M']])('gives %d tokens', (tokens, words) => {
    expect(toTokens(tokens)).toBe(words);
  });
});
