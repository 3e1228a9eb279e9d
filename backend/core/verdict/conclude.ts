import type { CheckCode } from './check-code.ts';
import { checkOutcome } from './check.ts';
import type { Check, CheckId, Verdict } from './verdict.ts';

export interface Conclusion {
  readonly verdict: Verdict;
  /** The code that decided; null when verified. */
  readonly code: CheckCode | null;
}

/**
 * What each step must have said, to the letter, for anything to be proven. An allow-list: a state or code that is added
 * later proves nothing until it is written here.
 */
const PROVEN: Readonly<Record<CheckId, readonly string[]>> = {
  image: ['image:passed:'],
  digest: ['digest:passed:', 'digest:passed:platform_of_signed_index'],
  signature: ['signature:passed:'],
  reference: ['reference:passed:', 'reference:passed:reference_not_in_format', 'reference:passed:reference_unknown_repository'],
  claim: ['claim:passed:', 'claim:notApplicable:no_claim'],
  label: ['label:passed:'],
  catalog: ['catalog:passed:'],
  entry: ['entry:passed:'],
  pin: ['pin:passed:'],
};

/** The same for an image that was proven to be built from a former pin. */
const PROVEN_FORMER: typeof PROVEN = {
  ...PROVEN,
  entry: ['entry:passed:', 'entry:passed:entry_removed'],
  pin: ['pin:passed:pin_superseded', 'pin:passed:pin_withdrawn'],
};

/**
 * One verdict from all checks, which stand in the order of the chain: a contradiction wins over what could not be
 * checked, a gap wins over any proof, and without a proof of every step nothing is verified.
 */
export function conclude(checks: readonly Check[]): Conclusion {
  const contradiction = checks.find((check) => check.state === 'failed');
  if (contradiction !== undefined) return { verdict: 'mismatch', code: contradiction.code };
  const gap = checks.find((check) => check.state === 'unknown');
  if (gap !== undefined) return { verdict: 'indeterminate', code: gap.code };
  if (isProven(checks, PROVEN)) return { verdict: 'verified', code: null };
  if (isProven(checks, PROVEN_FORMER)) return { verdict: 'outdated', code: codeOf(checks, 'pin') };
  return { verdict: 'unverified', code: unverifiedCode(checks) };
}

function isProven(checks: readonly Check[], allowed: typeof PROVEN): boolean {
  const isComplete = Object.keys(allowed).every((id) => checks.some((check) => check.id === id));
  return isComplete && checks.every((check) => allowed[check.id].includes(checkOutcome(check)));
}

/** A label that equals a pin says most; else the first step that proves nothing. */
function unverifiedCode(checks: readonly Check[]): CheckCode | null {
  if (codeOf(checks, 'pin') === 'declared_only') return 'declared_only';
  return checks.find((check) => !PROVEN[check.id].includes(checkOutcome(check)))?.code ?? null;
}

function codeOf(checks: readonly Check[], id: CheckId): CheckCode | null {
  return checks.find((check) => check.id === id)?.code ?? null;
}
