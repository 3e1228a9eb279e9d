import { describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE_MS, isCatalogFresh, isCatalogNewerThan } from '../../../backend/core/verdict/catalog-age.ts';
import { checkCatalog } from '../../../backend/core/verdict/check-catalog.ts';
import type { CatalogFacts, Facts } from '../../../backend/core/verdict/facts.ts';
import { SAMPLE, signedWith, verifiedFacts } from '../../fixtures/facts.ts';

const DAY = 86_400_000;
const NOW = Date.parse(SAMPLE.now);

function fetchedAt(time: number, more: Partial<CatalogFacts> = {}): Facts {
  return verifiedFacts({ catalog: { fetchedAt: new Date(time).toISOString(), ...more } });
}

function catalogIn(facts: Facts): CatalogFacts {
  if (!facts.catalog.known) throw new Error('a catalog was expected');
  return facts.catalog.value;
}

describe('when there is a catalog', () => {
  it.each([
    ['just now', 0],
    ['seven days ago to the millisecond', 7 * DAY],
    ['a moment ahead of a clock that was set back', -CLOCK_TOLERANCE_MS],
  ])('passes where it was fetched %s', (_, age) => {
    expect(checkCatalog(fetchedAt(NOW - age))).toMatchObject({ id: 'catalog', state: 'passed', code: null });
  });

  it.each([
    ['more than seven days ago', 7 * DAY + 1],
    ['years ago', 3000 * DAY],
    ['further ahead than clocks are set back', -CLOCK_TOLERANCE_MS - 1],
    ['next year: a wrong clock must not make it fresh for ever', -365 * DAY],
  ])('is unknown where it was fetched %s', (_, age) => {
    expect(checkCatalog(fetchedAt(NOW - age))).toMatchObject({ state: 'unknown', code: 'catalog_too_old' });
  });

  it('is unknown where its time, or the present, cannot be read', () => {
    expect(checkCatalog(verifiedFacts({ catalog: { fetchedAt: 'yesterday' } })).code).toBe('catalog_too_old');
    expect(checkCatalog(verifiedFacts({ now: '' })).code).toBe('catalog_too_old');
  });

  it('goes by the age that the policy allows', () => {
    expect(checkCatalog(verifiedFacts({ policy: { catalogMaxAge: 60_000 } })).state).toBe('unknown');
    expect(checkCatalog(verifiedFacts({ policy: { catalogMaxAge: Number.NaN } })).state).toBe('unknown');
  });

  it('names a rewritten history as the reason for its age, and passes while it is young', () => {
    expect(checkCatalog(fetchedAt(NOW - 8 * DAY, { rewritten: true }))).toMatchObject({ state: 'unknown', code: 'catalog_rewritten' });
    expect(checkCatalog(fetchedAt(NOW, { rewritten: true })).state).toBe('passed');
  });
});

describe('when there is none', () => {
  it.each(['catalog_unavailable', 'catalog_loading', 'git_missing', 'offline', 'catalog_not_a_repository'] as const)('is unknown with %s', (code) => {
    expect(checkCatalog(verifiedFacts({ catalogGap: { known: false, code, detail: 'why' } }))).toMatchObject({ state: 'unknown', code, values: { detail: 'why' } });
  });
});

describe('when the clock of this machine is behind', () => {
  it('takes the log time for the present: an old catalog does not get fresh by it', () => {
    const facts = verifiedFacts({
      catalog: { fetchedAt: '2026-05-01T00:00:00Z' },
      now: '2026-05-01T00:00:00Z',
      signature: signedWith({ loggedAt: '2026-06-01T00:00:00Z' }),
    });
    expect(isCatalogFresh(facts, catalogIn(facts))).toBe(false);
  });

  it('does not take the word of a signature that does not hold', () => {
    const facts = verifiedFacts({ signature: { state: 'unsigned', locations: [] } });
    expect(isCatalogFresh(facts, catalogIn(facts))).toBe(true);
  });
});

describe('when catalog and signature are put in order', () => {
  it.each([
    ['later', '2026-05-02T10:00:01Z', true],
    ['at the same moment', SAMPLE.loggedAt, false],
    ['earlier', '2026-05-02T09:59:59Z', false],
    ['in the future, so nobody knows when', '2026-05-10T12:00:01Z', false],
    ['at no time', '', false],
  ])('counts a catalog that was fetched %s: %s', (_, time, expected) => {
    const facts = verifiedFacts({ catalog: { fetchedAt: time } });
    expect(isCatalogNewerThan(facts, catalogIn(facts), SAMPLE.loggedAt)).toBe(expected);
  });
});
