import { CodedError } from '../../core/coded-error.ts';
import type { FinishedReview } from './finished-review.ts';

/** An agent that failed: why, and what the rules had found before, which stands. */
export class FailedReviewError extends CodedError {
  /** The review by the rules alone. */
  readonly standing: FinishedReview;

  constructor(cause: CodedError, standing: FinishedReview) {
    super(cause.code, cause.message, { cause, retryable: cause.retryable });
    this.name = 'FailedReviewError';
    this.standing = standing;
  }
}
