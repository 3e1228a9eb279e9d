import { CodedError } from '../../backend/core/coded-error.ts';
import type { Review } from '../../backend/core/review/review.ts';
import { subjectOf, summarizeReview } from '../../backend/core/review/summarize-review.ts';
import type { ReviewFilter, ReviewMoment, ReviewStore, StoredReview, StoredSummary } from '../../backend/ports/review-store.ts';

interface Kept {
  readonly stored: StoredReview;
  readonly inputKey: string | null;
}

/** Reviews in a list, newest first. `refuseWrites('store_full')` makes every write fail, as a full disk does. */
export class FakeReviewStore implements ReviewStore {
  #kept: Kept[] = [];
  #number = 0;
  #refusal: string | null = null;
  #isClosed = false;
  readonly #maximum: number;

  constructor(maximum = 2_000) {
    this.#maximum = maximum;
  }

  refuseWrites(code: 'store_full' | 'store_unavailable' | null): void {
    this.#refusal = code;
  }

  put(review: Review, { endedAt, inputKey }: ReviewMoment): StoredReview {
    this.#assertOpen();
    if (this.#refusal !== null) throw new CodedError(this.#refusal, 'No room.');
    this.#number += 1;
    const stored = { id: `review-${String(this.#number)}`, endedAt, review: structuredClone(review) };
    this.#kept = [{ stored, inputKey }, ...this.#kept].slice(0, this.#maximum);
    return stored;
  }

  get(id: string): StoredReview | null {
    this.#assertOpen();
    return this.#kept.find(({ stored }) => stored.id === id)?.stored ?? null;
  }

  findByInput(inputKey: string): StoredReview | null {
    this.#assertOpen();
    return this.#kept.find((kept) => kept.inputKey === inputKey)?.stored ?? null;
  }

  list({ subject, offset, limit }: ReviewFilter): { readonly total: number; readonly reviews: readonly StoredSummary[] } {
    this.#assertOpen();
    const matching = this.#kept.map(toSummary).filter(({ summary }) => subject === null || subjectOf(summary) === subject);
    return { total: matching.length, reviews: matching.slice(offset, offset + limit) };
  }

  latest(): ReadonlyMap<string, StoredSummary> {
    this.#assertOpen();
    return new Map(this.#kept.map(toSummary).toReversed().map((stored) => [subjectOf(stored.summary), stored]));
  }

  remove(id: string): boolean {
    this.#assertOpen();
    const before = this.#kept.length;
    this.#kept = this.#kept.filter(({ stored }) => stored.id !== id);
    return this.#kept.length < before;
  }

  clear(): void {
    this.#assertOpen();
    this.#kept = [];
  }

  close(): void {
    this.#isClosed = true;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new CodedError('store_unavailable', 'The store is closed.');
  }
}

function toSummary({ stored: { id, endedAt, review } }: Kept): StoredSummary {
  return { id, endedAt, summary: summarizeReview(review) };
}
