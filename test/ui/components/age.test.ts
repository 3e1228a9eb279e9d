import { describe, expect, it } from 'vitest';
import { countOf, describeAge, toDate, toExactTime } from '../../../ui/src/components/text/age.ts';

const NOW = Date.parse('2026-06-15T12:00:00Z');

describe('when a time is told', () => {
  it.each([
    ['2026-06-15T11:59:30Z', 'just now'],
    ['2026-06-15T12:00:40Z', 'just now'],
    ['2026-06-15T11:48:00Z', '12 min ago'],
    ['2026-06-15T09:00:00Z', '3 h ago'],
    ['2026-06-14T11:00:00Z', '1 day ago'],
    ['2026-06-03T08:00:00Z', '12 days ago'],
    ['garbage', 'at an unknown time'],
  ])('%s is %s', (time, words) => {
    expect(describeAge(time, NOW)).toBe(words);
  });

  it('has an exact form, also for garbage', () => {
    expect([toExactTime('2026-06-15T11:48:00+02:00'), toExactTime('?'), toDate('2026-06-15T23:30:00-05:00'), toDate('?')])
      .toEqual(['2026-06-15 09:48:00 UTC', 'unknown time', '2026-06-16', 'unknown date']);
  });

  it('counts with the right noun', () => {
    expect([countOf(0, 'pin'), countOf(1, 'pin'), countOf(2_000, 'entry', 'entries')]).toEqual(['0 pins', '1 pin', '2,000 entries']);
  });
});
