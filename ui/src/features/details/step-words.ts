import type { WireCheck } from '../../../../backend/contract/verification.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';

/** The links of the chain of evidence, in the words of the field. */
export const STEP_TITLES: Readonly<Record<WireCheck['id'], string>> = {
  image: 'Image',
  digest: 'Digest',
  signature: 'Signature',
  reference: 'Signed reference',
  claim: 'Signed revision',
  label: 'Label',
  catalog: 'Catalog',
  entry: 'Registry entry',
  pin: 'Pin',
};

interface StateWords {
  readonly word: string;
  readonly icon: IconName;
  /** The verdict whose colours the state borrows. */
  readonly tone: 'verified' | 'mismatch' | 'indeterminate' | 'unverified';
}

export const STATE_WORDS: Readonly<Record<WireCheck['state'], StateWords>> = {
  passed: { word: 'Passed', icon: 'check', tone: 'verified' },
  failed: { word: 'Failed', icon: 'cross', tone: 'mismatch' },
  unknown: { word: 'Could not check', icon: 'question', tone: 'indeterminate' },
  notApplicable: { word: 'Does not apply', icon: 'minus', tone: 'unverified' },
};
