import type { Review } from '../core/review/review.ts';

/** A stored review: the value with its id and the time it ended (ISO 8601 UTC). */
export interface StoredReview {
  readonly id: string;
  readonly endedAt: string;
  readonly review: Review;
}

export interface ReviewFilter {
  /** Server name, or project URL where there is no server; null for all. */
  readonly subject: string | null;
  readonly offset: number;
  readonly limit: number;
}

/** Finished reviews, newest first. Writes are atomic: a review is there whole, or not at all. Throws PortError `store_*`. */
export interface ReviewStore {
  put(review: Review, endedAt: string): StoredReview;
  get(id: string): StoredReview | null;
  list(filter: ReviewFilter): { readonly total: number; readonly reviews: readonly StoredReview[] };
  /** The newest of each subject. */
  latest(): ReadonlyMap<string, StoredReview>;
  remove(id: string): boolean;
  clear(): void;
  close(): void;
}
