import type { Review } from '../core/review/review.ts';
import type { ReviewSummary } from '../core/review/summarize-review.ts';

/** A stored review: the value with its id and the time it ended (ISO 8601 UTC). */
export interface StoredReview {
  readonly id: string;
  readonly endedAt: string;
  readonly review: Review;
}

/** The same without findings and report: cheap to list. */
export interface StoredSummary {
  readonly id: string;
  readonly endedAt: string;
  readonly summary: ReviewSummary;
}

export interface ReviewFilter {
  /** Server name, or project URL where there is no server; null for all. */
  readonly subject: string | null;
  readonly offset: number;
  readonly limit: number;
}

export interface ReviewMoment {
  readonly endedAt: string;
  /** Everything that the review's result follows from, joined; null when the same input may give another result. */
  readonly inputKey: string | null;
}

/** Finished reviews, newest first. Writes are atomic: a review is there whole, or not at all. Throws PortError `store_*`. */
export interface ReviewStore {
  /** Stores it; the oldest beyond the store's limits go. */
  put(review: Review, moment: ReviewMoment): StoredReview;
  get(id: string): StoredReview | null;
  /** The newest review of that input. */
  findByInput(inputKey: string): StoredReview | null;
  list(filter: ReviewFilter): { readonly total: number; readonly reviews: readonly StoredSummary[] };
  /** The newest of each subject. */
  latest(): ReadonlyMap<string, StoredSummary>;
  /** False when there was none. */
  remove(id: string): boolean;
  clear(): void;
  close(): void;
}
