import type { Verification } from '../../contract/verification.ts';
import type { WireError, WireJob } from '../../contract/api.ts';
import type { WireReviewProgress } from '../../contract/review.ts';

export type JobKind = WireJob['kind'];

/** What happened to one row while a job ran. */
export interface JobEvent {
  readonly key: string;
  readonly verification: Verification | null;
  readonly error: WireError | null;
}

/** What a running job tells: called from the work, read by whoever polls. */
export interface JobReport {
  total(count: number): void;
  message(text: string): void;
  started(key: string): void;
  finished(event: JobEvent): void;
  /** Where a review is; the last one stays. */
  review(progress: WireReviewProgress): void;
}

/** The work of a job. Must end soon after the signal is aborted. */
export type JobWork = (report: JobReport, signal: AbortSignal) => Promise<void>;
