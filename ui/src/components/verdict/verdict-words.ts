import type { VerdictName } from '../../../../backend/contract/verification.ts';

/** A verdict, or that none was asked for yet. */
export type ShownVerdict = VerdictName | 'unchecked';

/** Worst first; what nobody checked stands after what is wrong or unknown. */
export const SHOWN_VERDICTS: readonly ShownVerdict[] = ['mismatch', 'indeterminate', 'unchecked', 'unverified', 'outdated', 'verified'];

interface VerdictWords {
  readonly word: string;
  /** What the verdict says, in one sentence. */
  readonly meaning: string;
}

export const VERDICT_WORDS: Readonly<Record<ShownVerdict, VerdictWords>> = {
  verified: { word: 'Verified', meaning: 'Signed by a trusted key and built from the commit that the registry pins now.' },
  outdated: { word: 'Outdated', meaning: 'Signed by a trusted key, but built from a commit that the registry pinned before.' },
  unverified: { word: 'Unverified', meaning: 'Nothing proves this image and nothing contradicts it.' },
  mismatch: { word: 'Mismatch', meaning: 'Something contradicts what this image says about itself.' },
  indeterminate: { word: "Couldn't check", meaning: 'It could not be checked, so nothing is claimed.' },
  unchecked: { word: 'Not checked', meaning: 'This image was never checked on this machine.' },
};
