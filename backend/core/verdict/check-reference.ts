import { formatRepository, isSameRepository } from '../image/repository.ts';
import { failed, passed, unknown } from './check.ts';
import type { CatalogFacts, Facts } from './facts.ts';
import { referencedRepository } from './referenced-repository.ts';
import { stepWithoutSignature } from './step-without-signature.ts';
import type { Check } from './verdict.ts';

/**
 * Was the signature made for this repository? A genuine image of one server, tagged or served as another one, passes
 * every other step where the two share project and commit.
 */
export function checkReference(facts: Facts, signature: Check): Check {
  if (signature.state !== 'passed') return stepWithoutSignature('reference', signature);
  const own = facts.subject.repository;
  const named = referencedRepository(facts.signature, own);
  if (named === null) return passed('reference', {}, 'reference_not_in_format');
  const values = { repository: formatRepository(own), 'signed for': formatRepository(named) };
  if (isSameRepository(named, own)) return passed('reference', values);
  if (!facts.catalog.known) return unknown('reference', facts.catalog.code, { ...values, detail: facts.catalog.detail });
  return checkForeignReference(facts, facts.catalog.value, values);
}

function checkForeignReference(facts: Facts, catalog: CatalogFacts, values: Record<string, string>): Check {
  const { referencedServer } = catalog;
  if (referencedServer !== null && referencedServer !== catalog.history?.server) {
    return failed('reference', 'signed_for_other_server', { ...values, server: referencedServer });
  }
  // An image may be signed before it is moved to its repository, or by the name that its server had before.
  return facts.policy.strictReference
    ? failed('reference', 'signed_for_unknown_repository', values)
    : passed('reference', values, 'reference_unknown_repository');
}
