import type { Publisher } from '../publisher/publisher.ts';
import type { SignatureSummary } from '../signature/signature.ts';
import type { PinPlacement } from '../pin/pin-history.ts';
import type { CheckCode } from './check-code.ts';

export type Verdict = 'mismatch' | 'indeterminate' | 'unverified' | 'outdated' | 'verified';

/** The steps of the chain of evidence, in order. */
export type CheckId = 'image' | 'digest' | 'signature' | 'reference' | 'claim' | 'label' | 'catalog' | 'entry' | 'pin';

/** The result of one step: never a boolean, and `unknown` never counts as passed. */
export interface Check {
  readonly id: CheckId;
  readonly state: 'passed' | 'failed' | 'unknown' | 'notApplicable';
  /** Null only when passed without anything to add. */
  readonly code: CheckCode | null;
  /** Values for the sentence and for the evidence view; text, possibly from outside. */
  readonly values: Readonly<Record<string, string>>;
}

/** What `decideVerdict` answers. */
export interface Decision {
  readonly verdict: Verdict;
  /** The code that decided, null when verified. */
  readonly code: CheckCode | null;
  readonly checks: readonly Check[];
  readonly revision: { readonly label: string | null; readonly claim: string | null; readonly pin: string | null };
  readonly pin: PinPlacement;
  readonly signature: SignatureSummary;
  readonly publisher: Publisher;
}
