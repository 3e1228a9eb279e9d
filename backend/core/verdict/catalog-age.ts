import type { CatalogFacts, Facts } from './facts.ts';

/** How far a clock may be set back after the catalog was fetched without making its age unknowable. */
export const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

/**
 * The present in milliseconds since the epoch: the machine's clock, or the log's time where that is later. A signature
 * cannot have been logged in the future, so a clock behind it is wrong, and must not make an old catalog look fresh.
 */
function presentTime(facts: Facts): number {
  const now = Date.parse(facts.now);
  if (facts.signature.state !== 'verified') return now;
  return Math.max(now, Date.parse(facts.signature.signature.loggedAt));
}

/**
 * Whether the catalog is young enough to prove anything. One that was fetched "in the future" has no known age and is
 * not; neither is one whose times cannot be read.
 */
export function isCatalogFresh(facts: Facts, catalog: CatalogFacts): boolean {
  const age = presentTime(facts) - Date.parse(catalog.fetchedAt);
  return age >= -CLOCK_TOLERANCE_MS && age <= facts.policy.catalogMaxAge;
}

/**
 * Whether the catalog was certainly fetched after `loggedAt` (ISO 8601): only then can it say "never pinned". No
 * tolerance here: a doubtful clock must not turn into a contradiction.
 */
export function isCatalogNewerThan(facts: Facts, catalog: CatalogFacts, loggedAt: string): boolean {
  const fetchedAt = Date.parse(catalog.fetchedAt);
  return fetchedAt <= presentTime(facts) && fetchedAt > Date.parse(loggedAt);
}
