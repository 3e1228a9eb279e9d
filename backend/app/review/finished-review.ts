import type { CodedError } from '../../core/coded-error.ts';
import type { Review } from '../../core/review/review.ts';
import type { StoredReview } from '../../ports/review-store.ts';
import { isPortError } from '../../ports/port-error.ts';
import { isRepeatable } from './input-key.ts';
import type { Reviewing } from './reviewing.ts';

/** A review that came to its end. */
export interface FinishedReview {
  readonly review: Review;
  /** Null when it could not be kept: `storeError` says why. */
  readonly stored: StoredReview | null;
  readonly storeError: CodedError | null;
}

/** Keeps a review. A store that is full or gone costs the history, not the review. */
export function keepReview({ store, clock }: Reviewing, review: Review, inputKey: string | null): FinishedReview {
  const endedAt = new Date(clock()).toISOString();
  try {
    return { review, stored: store.put(review, { endedAt, inputKey: isRepeatable(review) ? inputKey : null }), storeError: null };
  } catch (error) {
    if (!isPortError(error)) throw error;
    return { review, stored: null, storeError: error };
  }
}
