import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../../backend/contract/codes.ts';
import { VERDICTS } from '../../../backend/contract/verification.ts';
import { isSameRepository } from '../../../backend/core/image/repository.ts';
import { decideVerdict } from '../../../backend/core/verdict/decide-verdict.ts';
import type { Facts } from '../../../backend/core/verdict/facts.ts';
import type { Decision } from '../../../backend/core/verdict/verdict.ts';
import { arbitraryFacts } from './arbitrary-facts.ts';

/** What "verified" demands, written down once more from the facts alone, without any of the product's own steps. */
function isTrulyProven({ subject, signature, catalog, now, policy }: Facts, isFormer: boolean): boolean {
  if (subject.binding.state !== 'bound' && subject.binding.state !== 'direct') return false;
  if (subject.digest === null || signature.state !== 'verified') return false;
  const signed = signature.signature;
  if (signed.digest !== subject.digest && signed.digest !== subject.signedIndex) return false;
  if (!subject.labels.known || subject.labels.value.length === 0) return false;
  const labels = new Set(subject.labels.value.map(({ value }) => value?.toLowerCase() ?? null));
  const [label] = labels;
  if (labels.size !== 1 || label === null || label === undefined || !/^[0-9a-f]{40}$/.test(label)) return false;
  if (signed.claim !== null && signed.claim.toLowerCase() !== label) return false;
  if (!catalog.known || !catalog.value.entry.known) return false;
  const { entry, fetchedAt, history, referencedServer } = catalog.value;
  const age = Math.max(Date.parse(now), Date.parse(signed.loggedAt)) - Date.parse(fetchedAt);
  if (!(age <= policy.catalogMaxAge && age >= -300_000)) return false;
  const names = [signed, ...signature.others].map((one) => one.repository).filter((name) => name !== null);
  const isNamedElsewhere = names.length > 0 && !names.some((name) => isSameRepository(name, subject.repository));
  if (isNamedElsewhere && (policy.strictReference || (referencedServer !== null && referencedServer !== history?.server))) return false;
  const intervals = history?.intervals.filter(({ commit }) => commit === label) ?? [];
  if (isFormer) return intervals.length > 0 && intervals.every(({ until }) => until !== null);
  return entry.value?.source?.commit === label && intervals.some(({ until }) => until === null);
}

/** Contradictions that hold whatever else could not be checked. */
function isContradicted({ subject, signature }: Facts): boolean {
  if (subject.binding.state === 'contradicted') return true;
  if (signature.state === 'invalid' && signature.code === 'signature_digest_differs') return true;
  const labels = subject.labels.known ? subject.labels.value.flatMap(({ value }) => (value === null ? [] : [value.toLowerCase()])) : [];
  return new Set(labels).size > 1;
}

const GAP = /^(registry_|engine_|git_|store_|offline|new_key|content_|manifest_|catalog_|not_reached)/;

/** Properties answer with a boolean: thousands of assertions would cost more than what they assert. */
function always(holds: (decision: Decision, facts: Facts) => boolean): void {
  fc.assert(fc.property(arbitraryFacts, (facts) => holds(decideVerdict(facts), facts)), { numRuns: 2000 });
}

describe('whatever the facts are', { timeout: 60_000 }, () => {
  it('verifies nothing that is not proven in every step', () => {
    const seen = new Set<string>();
    always(({ verdict }, facts) => {
      seen.add(verdict);
      return (verdict !== 'verified' || isTrulyProven(facts, false)) && (verdict !== 'outdated' || isTrulyProven(facts, true));
    });
    expect([...seen].sort()).toEqual([...VERDICTS].sort());
  });

  it('hides no contradiction behind a gap', () => {
    always(({ verdict }, facts) => !isContradicted(facts) || verdict === 'mismatch');
  });

  it('turns no gap into a contradiction, and no contradiction into anything else', () => {
    always(({ verdict, code, checks }) => {
      const failed = checks.filter(({ state }) => state === 'failed');
      const isExplained = failed.length === 0 || failed.some((check) => check.code === code);
      return (verdict === 'mismatch') === failed.length > 0 && isExplained && failed.every((check) => check.code !== null && !GAP.test(check.code));
    });
  });

  it('is indeterminate exactly where something is unknown and nothing contradicts', () => {
    always(({ verdict, checks }) => {
      const states = checks.map(({ state }) => state);
      return (verdict === 'indeterminate') === (states.includes('unknown') && !states.includes('failed'));
    });
  });

  it('says more than "not reached", and gives every step that did not simply pass a code', () => {
    const codes = new Set<string | null>(CODES);
    always(({ verdict, code, checks }) =>
      code !== 'not_reached' && (code === null) === (verdict === 'verified') && checks.every((check) => check.state === 'passed' || codes.has(check.code)));
  });

  it('decides the same twice, in printable words, with nine steps', () => {
    always((decision, facts) =>
      isDeepStrictEqual(decideVerdict(facts), decision) && decision.checks.length === 9 &&
      !/[\p{Cc}\p{Cf}]/u.test(decision.checks.flatMap(({ values }) => Object.values(values)).join('')));
  });
});
