import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPinHistory, type PinObservation } from '../../../backend/core/pin/build-pin-history.ts';
import { placePin } from '../../../backend/core/pin/place-pin.ts';
import { commit, day, other, pinned } from './pin-fixtures.ts';

const NOW = day(31);
const place = (revision: string, ...observations: PinObservation[]) => placePin(buildPinHistory('fetch', observations), revision, NOW);

describe('when a revision is the current pin', () => {
  it('says so, with the interval', () => {
    expect(place(commit('b'), pinned(1, 'a'), pinned(2, 'b'))).toMatchObject({ state: 'current', interval: { from: day(2), until: null } });
  });

  it('takes upper case', () => {
    expect(place(commit('B'), pinned(2, 'b')).state).toBe('current');
  });

  it('is current when it came back', () => {
    expect(place(commit('a'), pinned(1, 'a'), pinned(2, 'b'), pinned(3, 'a'))).toMatchObject({ state: 'current', interval: { from: day(3) } });
  });
});

describe('when a revision is no pin', () => {
  const table: readonly (readonly [string, string])[] = [
    [commit('c'), 'another commit'],
    [commit('a').slice(0, 39), '39 digits'],
    [commit('a').slice(0, 7), 'a prefix'],
    [`${commit('a')}a`, '41 digits'],
    [` ${commit('a')}`, 'a space before'],
    [`${commit('a')}\n`, 'a line feed behind'],
    ['a'.repeat(39) + 'g', 'not hexadecimal'],
    ['', 'empty'],
    ['ａ'.repeat(40), 'full-width letters'],
    ['x'.repeat(1_000_000), 'a megabyte'],
  ];

  it.each(table)('was never pinned: %#', (revision) => {
    expect(place(revision, pinned(3, 'a'), pinned(4, 'b'))).toEqual({ state: 'never', firstPinnedAt: day(3) });
  });

  it('cannot have been pinned where nothing was', () => {
    expect(place(commit('a'), other(1, 'unpinned'))).toEqual({ state: 'none' });
  });
});

describe('when a revision is a former pin', () => {
  it('was superseded by a newer pin', () => {
    expect(place(commit('a'), pinned(1, 'a'), pinned(11, 'b'), pinned(21, 'c'))).toMatchObject({
      state: 'former', kind: 'superseded', pinsBehind: 2, daysBehind: 20, intervals: [{ from: day(1), until: day(11) }],
    });
  });

  it('was withdrawn when the registry moved back to an earlier pin', () => {
    expect(place(commit('b'), pinned(1, 'a'), pinned(11, 'b'), pinned(21, 'a'))).toMatchObject({ state: 'former', kind: 'withdrawn', pinsBehind: 1, daysBehind: 10 });
  });

  it('stays withdrawn when newer pins follow', () => {
    expect(place(commit('b'), pinned(1, 'a'), pinned(11, 'b'), pinned(21, 'a'), pinned(25, 'c'))).toMatchObject({ kind: 'withdrawn', pinsBehind: 2 });
  });

  it('counts from the last time that it was current', () => {
    expect(place(commit('a'), pinned(1, 'a'), pinned(5, 'b'), pinned(11, 'a'), pinned(21, 'c'))).toMatchObject({
      kind: 'superseded', pinsBehind: 1, daysBehind: 10, intervals: [{ from: day(1) }, { from: day(11) }],
    });
  });

  it('was withdrawn with its entry', () => {
    expect(place(commit('a'), pinned(1, 'a'), other(21, 'removed'))).toMatchObject({ kind: 'withdrawn', pinsBehind: 0, daysBehind: 10 });
  });

  it('stays withdrawn when the entry comes back with another pin', () => {
    expect(place(commit('a'), pinned(1, 'a'), other(11, 'removed'), pinned(21, 'b'))).toMatchObject({ kind: 'withdrawn', pinsBehind: 1, daysBehind: 20 });
  });

  it('was withdrawn when the entry lost its pin', () => {
    expect(place(commit('a'), pinned(1, 'a'), other(11, 'unpinned'))).toMatchObject({ kind: 'withdrawn' });
  });

  it('of a removed entry, an earlier pin was superseded', () => {
    expect(place(commit('a'), pinned(1, 'a'), pinned(5, 'b'), other(21, 'removed'))).toMatchObject({ kind: 'superseded', pinsBehind: 1 });
  });

  it('was superseded when only the project changed and then the commit', () => {
    const history = [pinned(1, 'a'), pinned(5, 'a', 'https://github.com/new/home'), pinned(9, 'b', 'https://github.com/new/home')];
    expect(place(commit('a'), ...history)).toMatchObject({ kind: 'superseded', pinsBehind: 1, intervals: [{}, { project: 'https://github.com/new/home' }] });
  });
});

describe('when days are counted', () => {
  const history = buildPinHistory('fetch', [pinned(1, 'a'), pinned(11, 'b')]);
  it.each([
    ['2026-01-11T12:00:00.000Z', 0, 'at that moment'],
    ['2026-01-12T11:59:59.999Z', 0, 'a moment less than a day'],
    ['2026-01-12T12:00:00.000Z', 1, 'a day'],
    ['2026-02-10T13:00:00.000Z', 30, 'thirty days'],
    ['2020-01-01T00:00:00.000Z', 0, 'a clock that is behind'],
  ])('at %s there are %i: %s', (now, days) => {
    expect(placePin(history, commit('a'), now)).toMatchObject({ daysBehind: days });
  });
});

describe('when any history is asked for any pin', () => {
  it('counts from 0 to all intervals, and knows every pin', () => {
    const one = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('a', 'b', 'c')).map(([at, digit]) => pinned(at, digit));
    fc.assert(fc.property(fc.array(one, { minLength: 1, maxLength: 20 }), fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 90 }), (observations, digit, at) => {
      const history = buildPinHistory('fetch', observations);
      const placement = placePin(history, commit(digit), day(at));
      const wasPinned = observations.some((observed) => observed.kind === 'pinned' && observed.commit === commit(digit));
      expect(placement.state === 'current' || placement.state === 'former').toBe(wasPinned);
      if (placement.state !== 'former') return;
      expect(placement.pinsBehind).toBeGreaterThan(0);
      expect(placement.pinsBehind).toBeLessThan(history.intervals.length);
      expect(placement.daysBehind).toBeGreaterThanOrEqual(0);
    }));
  });

  it('finds one current pin at most', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 20 }), (digits) => {
      const history = buildPinHistory('fetch', digits.map((digit, index) => pinned(index, digit)));
      const current = ['a', 'b', 'c'].filter((digit) => placePin(history, commit(digit), NOW).state === 'current');
      expect(current).toEqual([digits.at(-1)]);
    }));
  });
});
