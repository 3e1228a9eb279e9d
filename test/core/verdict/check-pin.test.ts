import { describe, expect, it } from 'vitest';
import type { PinPlacement } from '../../../backend/core/pin/pin-history.ts';
import { notApplicable, passed } from '../../../backend/core/verdict/check.ts';
import { checkPin } from '../../../backend/core/verdict/check-pin.ts';
import { decideVerdict } from '../../../backend/core/verdict/decide-verdict.ts';
import type { Facts } from '../../../backend/core/verdict/facts.ts';
import { placementValues } from '../../../backend/core/verdict/placement-values.ts';
import type { Check } from '../../../backend/core/verdict/verdict.ts';
import { SAMPLE, entryOf, labelsOf, signedWith, verifiedFacts, type FactChanges } from '../../fixtures/facts.ts';

function check(facts: Facts): Check | undefined {
  return decideVerdict(facts).checks.find(({ id }) => id === 'pin');
}

/** The image says, in label and claim, that it was built from `commit`. */
function builtFrom(commit: string, more: FactChanges = {}): Facts {
  return verifiedFacts({ signature: signedWith({ claim: commit }), ...more, subject: { labels: labelsOf(commit), ...more.subject } });
}

const UNSIGNED = { state: 'unsigned', locations: [] } as const;
const OUTSIDE: FactChanges = { signature: UNSIGNED, subject: { repository: SAMPLE.publisherOwn } };

function outside(commit: string): Facts {
  return builtFrom(commit, { ...OUTSIDE, subject: { ...OUTSIDE.subject, labels: labelsOf(commit) } });
}

describe('when the commit was pinned', () => {
  it('passes for the current pin', () => {
    expect(check(verifiedFacts())).toMatchObject({ state: 'passed', code: null, values: { server: 'fetch', label: SAMPLE.current, 'pinned from': SAMPLE.currentSince } });
  });

  it('remarks a superseded pin, with how far it lies behind', () => {
    expect(check(builtFrom(SAMPLE.superseded))).toMatchObject({
      state: 'passed', code: 'pin_superseded', values: { 'pins behind': '1', 'days behind': '9', 'pinned until': SAMPLE.currentSince, pin: SAMPLE.current },
    });
  });

  it('remarks a withdrawn pin', () => {
    expect(check(builtFrom(SAMPLE.withdrawn))).toMatchObject({ state: 'passed', code: 'pin_withdrawn', values: { 'times pinned': '1' } });
  });

  it('is declared, not proven, where nothing is signed and need not be', () => {
    expect(check(outside(SAMPLE.current))).toMatchObject({ state: 'notApplicable', code: 'declared_only' });
    expect(check(outside(SAMPLE.superseded))).toMatchObject({ state: 'notApplicable', code: 'declared_only' });
  });

  it('is not reached behind a signature that does not hold', () => {
    expect(check(verifiedFacts({ signature: UNSIGNED }))).toMatchObject({ state: 'unknown', code: 'not_reached' });
  });
});

describe('when the commit was never pinned', () => {
  it('fails on a catalog that is newer than the signature', () => {
    expect(check(builtFrom(SAMPLE.never))).toMatchObject({ state: 'failed', code: 'revision_never_pinned', values: { 'logged at': SAMPLE.loggedAt, 'catalog fetched at': SAMPLE.fetchedAt } });
  });

  it('fails on such a catalog also when that has grown too old to prove anything', () => {
    expect(check(builtFrom(SAMPLE.never, { now: '2027-01-01T00:00:00Z' }))?.state).toBe('failed');
  });

  it.each([
    ['older than the signature', { catalog: { fetchedAt: '2026-05-02T09:00:00Z' } }],
    ['fetched in the very moment', { catalog: { fetchedAt: SAMPLE.loggedAt } }],
    ['fetched in the future', { catalog: { fetchedAt: '2026-05-10T12:00:01Z' } }],
  ])('is unknown on a catalog that was %s', (_, changes) => {
    expect(check(builtFrom(SAMPLE.never, changes))).toMatchObject({ state: 'unknown', code: 'catalog_older_than_image' });
  });

  it('does not apply to an image that was logged before the first pin', () => {
    const early = signedWith({ claim: SAMPLE.never, loggedAt: '2025-09-30T23:59:59Z' });
    expect(check(builtFrom(SAMPLE.never, { signature: early }))).toMatchObject({ state: 'notApplicable', code: 'before_pinning' });
    const onTime = signedWith({ claim: SAMPLE.never, loggedAt: SAMPLE.firstPinnedAt });
    expect(check(builtFrom(SAMPLE.never, { signature: onTime }))?.state).toBe('failed');
  });

  it('says nothing where nothing is signed', () => {
    expect(check(outside(SAMPLE.never))).toMatchObject({ state: 'notApplicable', code: 'not_a_signed_namespace' });
    expect(check(builtFrom(SAMPLE.never, { signature: UNSIGNED }))).toMatchObject({ state: 'unknown', code: 'not_reached' });
  });

  it('has no log time to go by when facts and steps do not fit together', () => {
    const facts = builtFrom(SAMPLE.never, { signature: UNSIGNED });
    const placement: PinPlacement = { state: 'never', firstPinnedAt: SAMPLE.firstPinnedAt };
    const earlier = { signature: passed('signature', {}), label: passed('label', {}), entry: passed('entry', {}) };
    expect(checkPin(facts, placement, earlier)).toMatchObject({ state: 'unknown', code: 'not_reached' });
    const odd = { ...earlier, signature: notApplicable('signature', 'no_claim', {}) };
    expect(checkPin(facts, placement, odd)).toMatchObject({ state: 'unknown', code: 'not_reached' });
  });
});

describe('when there is nothing to compare with', () => {
  it('is not reached without catalog or readable entry', () => {
    expect(check(verifiedFacts({ catalogGap: { known: false, code: 'catalog_loading', detail: '' } }))?.code).toBe('not_reached');
    expect(check(verifiedFacts({ catalog: { entry: { known: false, code: 'catalog_unavailable', detail: '' } } }))?.code).toBe('not_reached');
  });

  it.each([
    ['it is in no catalog', { entry: { known: true, value: null }, history: null }, 'not_in_catalog'],
    ['the entry pins nothing', { entry: { known: true, value: entryOf(null) }, history: null }, 'server_without_pins'],
    ['the entry has no source', { entry: { known: true, value: entryOf(null, { type: 'remote', source: null }) }, history: null }, 'server_without_pins'],
    ['the history is empty', { entry: { known: true, value: entryOf(null) }, history: { server: 'fetch', intervals: [], removedAt: null } }, 'server_without_pins'],
  ] as const)('does not apply where %s', (_, catalog, code) => {
    expect(check(verifiedFacts({ catalog }))).toMatchObject({ state: 'notApplicable', code });
  });

  it.each([
    ['the entry pins a commit that the history lacks', { entry: { known: true, value: entryOf(SAMPLE.never) } }],
    ['the history is missing', { history: null }],
    ['the history has a current pin that the entry lacks', { entry: { known: true, value: entryOf(null) } }],
  ] as const)('is unknown where %s', (_, catalog) => {
    expect(check(verifiedFacts({ catalog }))).toMatchObject({ state: 'unknown', code: 'entry_unreadable' });
  });

  it('is not reached where the label fails or could not be read, and does not apply where none is expected', () => {
    expect(check(verifiedFacts({ subject: { labels: labelsOf('main') } }))).toMatchObject({ state: 'unknown', code: 'not_reached' });
    const gap = { known: false, code: 'registry_timeout', detail: '' } as const;
    expect(check(verifiedFacts({ subject: { labels: gap }, signature: signedWith({ claim: null }) }))).toMatchObject({ state: 'unknown', code: 'not_reached' });
    expect(check(verifiedFacts({ ...OUTSIDE, subject: { ...OUTSIDE.subject, labels: labelsOf('v1') } }))).toMatchObject({ state: 'notApplicable', code: 'no_label' });
  });
});

describe('when a placement is told', () => {
  it('tells nothing of the intervals where there are none', () => {
    expect(placementValues({ state: 'former', kind: 'superseded', intervals: [], pinsBehind: 2, daysBehind: 3 })).toMatchObject({ project: null, 'pins behind': '2' });
  });
});
