import { randomUUID } from 'node:crypto';
import type { Review } from '../../core/review/review.ts';
import { subjectOf, summarizeReview } from '../../core/review/summarize-review.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ReviewFilter, ReviewMoment, ReviewStore, StoredReview, StoredSummary } from '../../ports/review-store.ts';
import { HeldTable } from './held-table.ts';
import { IN_MEMORY, MAXIMUM_PAGES, type Sqlite } from './open-database.ts';
import { REVIEW_SCHEMA } from './review-schema.ts';
import { ReviewTable } from './review-table.ts';

/** Older reviews beyond this are forgotten. */
const MAXIMUM_REVIEWS = 2_000;

export interface ReviewStoreOptions {
  /** Of the database file. */
  readonly path: string;
  readonly clock: Clock;
  readonly maximumReviews?: number;
  /** Pages of 4 KiB that the file may grow to. */
  readonly maximumPages?: number;
}

/**
 * Opens the reviews of a file; several processes may share it. Never fails for the file's sake: a damaged one is moved
 * aside, and where nothing can be written reviews are kept in memory. Calls throw `store_full` or `store_unavailable`.
 */
export async function openReviewStore(options: ReviewStoreOptions): Promise<ReviewStore> {
  return new SqliteReviewStore(await import('node:sqlite'), options);
}

/** Reviews that end with the process. */
export async function createMemoryReviewStore(clock: Clock): Promise<ReviewStore> {
  return openReviewStore({ path: IN_MEMORY, clock });
}

class SqliteReviewStore implements ReviewStore {
  readonly #held: HeldTable<ReviewTable>;
  readonly #maximumReviews: number;

  constructor(sqlite: Sqlite, { path, clock, maximumReviews = MAXIMUM_REVIEWS, maximumPages = MAXIMUM_PAGES }: ReviewStoreOptions) {
    this.#maximumReviews = maximumReviews;
    this.#held = new HeldTable({ sqlite, path, maximumPages, schema: REVIEW_SCHEMA, makeTable: (database) => new ReviewTable(database) }, clock);
  }

  put(review: Review, { endedAt, inputKey }: ReviewMoment): StoredReview {
    const id = randomUUID();
    const summary = summarizeReview(review);
    const row = { id, endedAt, input: inputKey, subject: subjectOf(summary), summary: JSON.stringify(summary), review: JSON.stringify(review) };
    this.#held.use((table) => {
      this.#held.writeInto(table, {
        bytes: Buffer.byteLength(row.review) + Buffer.byteLength(row.summary),
        write: () => { table.write(row); },
        makeRoom: () => { table.prune(Math.floor(table.count(null) / 2)); },
      });
      table.prune(this.#maximumReviews);
    });
    return { id, endedAt, review };
  }

  get(id: string): StoredReview | null {
    return this.#held.use((table) => table.get(id));
  }

  findByInput(inputKey: string): StoredReview | null {
    return this.#held.use((table) => table.findByInput(inputKey));
  }

  list(filter: ReviewFilter): { readonly total: number; readonly reviews: readonly StoredSummary[] } {
    return this.#held.use((table) => ({ total: table.count(filter.subject), reviews: table.list(filter) }));
  }

  latest(): ReadonlyMap<string, StoredSummary> {
    return this.#held.use((table) => table.latest());
  }

  remove(id: string): boolean {
    return this.#held.use((table) => table.remove(id));
  }

  clear(): void {
    this.#held.use((table) => {
      table.clear();
    });
  }

  close(): void {
    this.#held.close();
  }
}
