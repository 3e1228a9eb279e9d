import type { WireReview, WireRisk } from '../../../../backend/contract/review.ts';

/** Worst first. */
export const RISKS: readonly WireRisk[] = ['critical', 'high', 'medium', 'low', 'info'];

interface RiskWords {
  readonly word: string;
  /** What the level says, in one sentence. */
  readonly meaning: string;
}

export const RISK_WORDS: Readonly<Record<WireRisk, RiskWords>> = {
  critical: { word: 'Critical', meaning: 'The review found something that must not run.' },
  high: { word: 'High', meaning: 'The review found something that a person must look at before this runs.' },
  medium: { word: 'Medium', meaning: 'The review found something that deserves a look.' },
  low: { word: 'Low', meaning: 'The review found little. That is no proof of safety.' },
  info: { word: 'Info', meaning: 'The review found nothing but remarks. That is no proof of safety.' },
};

/** What the level means for a status check. */
export const CONCLUSION_WORDS: Readonly<Record<WireReview['conclusion'], string>> = {
  failure: 'Fails a status check',
  neutral: 'Neutral in a status check',
  success: 'Passes a status check',
};
