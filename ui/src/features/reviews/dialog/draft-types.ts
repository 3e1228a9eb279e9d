import type { WireAgent, WireProvider } from '../../../../../backend/contract/review.ts';

/** The unsent choices of the dialog; numbers as they are typed. */
export interface ReviewDraft {
  readonly mode: 'full' | 'differential';
  readonly base: string | null;
  readonly agent: WireAgent;
  readonly provider: WireProvider | null;
  readonly model: string;
  readonly budget: string;
  /** In minutes. */
  readonly timeLimit: string;
}

/** What a review was asked with; the dialog opens so. */
export interface ReviewPreset {
  readonly mode: 'full' | 'differential';
  /** The revision to compare with; null for the proposed one. */
  readonly base: string | null;
}
