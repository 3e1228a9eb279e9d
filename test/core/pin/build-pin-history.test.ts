import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPinHistory, type PinObservation } from '../../../backend/core/pin/build-pin-history.ts';
import { commit, day, other, pinned, PROJECT } from './pin-fixtures.ts';

const build = (...observations: PinObservation[]) => buildPinHistory('fetch', observations);
const short = (...observations: PinObservation[]) =>
  build(...observations).intervals.map(({ commit: id, from, until }) => `${id.charAt(0)} ${from.slice(5, 10)}..${until?.slice(5, 10) ?? ''}`);

describe('when a pin history is built', () => {
  it('is empty without observations', () => {
    expect(build()).toEqual({ server: 'fetch', intervals: [], removedAt: null });
  });

  it('holds no interval before the first pin', () => {
    expect(short(other(1, 'unpinned'), pinned(3, 'a'))).toEqual(['a 01-03..']);
  });

  it('ends a pin where the next begins', () => {
    expect(build(pinned(1, 'a'), pinned(5, 'b')).intervals).toEqual([
      { project: PROJECT, commit: commit('a'), from: day(1), until: day(5) },
      { project: PROJECT, commit: commit('b'), from: day(5), until: null },
    ]);
  });

  it('takes an unchanged pin as one interval', () => {
    expect(short(pinned(1, 'a'), pinned(2, 'a'), pinned(3, 'a'))).toEqual(['a 01-01..']);
  });

  it('takes another spelling of the project as no change', () => {
    expect(short(pinned(1, 'a'), pinned(2, 'a', 'https://github.com/Acme/Server'))).toEqual(['a 01-01..']);
  });

  it('takes another project as a change, even with the same commit', () => {
    expect(short(pinned(1, 'a'), pinned(2, 'a', 'https://github.com/fork/server'))).toEqual(['a 01-01..01-02', 'a 01-02..']);
  });

  it('gives a commit that is pinned again another interval', () => {
    expect(short(pinned(1, 'a'), pinned(2, 'b'), pinned(3, 'a'))).toEqual(['a 01-01..01-02', 'b 01-02..01-03', 'a 01-03..']);
  });

  it('ends the pin with the entry, and says when', () => {
    const history = build(pinned(1, 'a'), other(4, 'removed'));
    expect(history.intervals).toMatchObject([{ until: day(4) }]);
    expect(history.removedAt).toBe(day(4));
  });

  it.each([
    ['pinned', pinned(9, 'b')],
    ['without a pin', other(9, 'unpinned')],
    ['unreadable', other(9, 'unreadable')],
  ])('is listed again after it came back %s', (_, back) => {
    expect(build(pinned(1, 'a'), other(4, 'removed'), back).removedAt).toBeNull();
  });

  it('leaves a gap while the entry has no pin', () => {
    expect(short(pinned(1, 'a'), other(3, 'unpinned'), pinned(5, 'b'))).toEqual(['a 01-01..01-03', 'b 01-05..']);
  });

  it('loses an unreadable revision alone', () => {
    expect(short(pinned(1, 'a'), other(2, 'unreadable'), pinned(3, 'b'))).toEqual(['a 01-01..01-03', 'b 01-03..']);
    expect(short(pinned(1, 'a'), other(2, 'unreadable'), pinned(3, 'a'))).toEqual(['a 01-01..']);
  });

  it('holds no pin for current when the last revision is unreadable', () => {
    expect(short(pinned(1, 'a'), other(2, 'unreadable'), other(3, 'unreadable'))).toEqual(['a 01-01..01-02']);
  });

  it('never runs backwards when the clocks of the registry did', () => {
    expect(short(pinned(5, 'a'), pinned(2, 'b'), pinned(6, 'c'))).toEqual(['a 01-05..01-05', 'b 01-05..01-06', 'c 01-06..']);
  });
});

const observation: fc.Arbitrary<PinObservation> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('a', 'b', 'c', 'd')).map(([at, digit]) => pinned(at, digit)) },
  fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('unpinned' as const, 'removed' as const, 'unreadable' as const)).map(([at, kind]) => other(at, kind)),
);

describe('when any observations come', () => {
  it('intervals follow each other, and only the last may be open', () => {
    fc.assert(fc.property(fc.array(observation, { maxLength: 30 }), (observations) => {
      const { intervals } = build(...observations);
      intervals.forEach((interval, index) => {
        const next = intervals[index + 1];
        if (interval.until !== null) expect(interval.until >= interval.from).toBe(true);
        if (next !== undefined) expect(interval.until !== null && next.from >= interval.until).toBe(true);
      });
    }));
  });

  it('the open interval is what the last observation pins', () => {
    fc.assert(fc.property(fc.array(observation, { minLength: 1, maxLength: 30 }), (observations) => {
      const last = observations.at(-1);
      const open = build(...observations).intervals.find(({ until }) => until === null);
      expect(open?.commit).toBe(last?.kind === 'pinned' ? last.commit : undefined);
    }));
  });

  it('every readable pin is in an interval', () => {
    fc.assert(fc.property(fc.array(observation, { maxLength: 30 }), (observations) => {
      const held = new Set(build(...observations).intervals.map((interval) => interval.commit));
      expect(held).toEqual(new Set(observations.flatMap((one) => (one.kind === 'pinned' ? [one.commit] : []))));
    }));
  });
});
