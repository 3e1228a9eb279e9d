import type { WireReviewProgress } from '../../../../../backend/contract/review.ts';

/** The steps in their order; `waiting` only where two others run. */
export const STEPS = ['waiting', 'fetching', 'analysing', 'reading', 'reporting', 'ended'] as const satisfies readonly WireReviewProgress['step'][];

export const STEP_WORDS: Readonly<Record<WireReviewProgress['step'], string>> = {
  waiting: 'Waiting in line',
  fetching: 'Fetching the source',
  analysing: 'Applying the rules',
  reading: 'The agent reads',
  reporting: 'Writing the report',
  ended: 'Ended',
};

/** The steps that a person sees: waiting only while it lasts, reading only where a model reads. */
export function shownSteps({ step, agent }: Pick<WireReviewProgress, 'step' | 'agent'>): readonly WireReviewProgress['step'][] {
  return STEPS.filter((name) => name !== 'ended' && (name !== 'waiting' || step === 'waiting') && (name !== 'reading' || agent !== 'static'));
}
