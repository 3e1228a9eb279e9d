import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { z } from 'zod';
import type { ReviewFilter, StoredReview, StoredSummary } from '../../ports/review-store.ts';
import { readNumber } from './database-schema.ts';
import type { Table } from './open-table.ts';
import { prepareStatement } from './prepare-statement.ts';
import { storedReviewSchema, storedSummarySchema } from './stored-review-schema.ts';

/** A review as it is written: texts are JSON. */
export interface ReviewRow {
  readonly id: string;
  readonly subject: string;
  readonly input: string | null;
  readonly endedAt: string;
  readonly summary: string;
  readonly review: string;
}

const FULL = 'id, ended_at AS endedAt, review';
const BRIEF = 'id, ended_at AS endedAt, subject, summary';
const MATCHES = '(:subject IS NULL OR subject = :subject)';
const WRITE = 'INSERT INTO reviews (id, subject, input, ended_at, summary, review) VALUES (?, ?, ?, ?, ?, ?)';
const KEEP_NEWEST = 'DELETE FROM reviews WHERE number <= (SELECT number FROM reviews ORDER BY number DESC LIMIT 1 OFFSET ?)';

type Row = Record<string, SQLOutputValue>;

/** The table of reviews: its statements, prepared once. Throws what SQLite throws. */
export class ReviewTable implements Table {
  readonly #database: DatabaseSync;
  readonly #statements: Readonly<Record<'get' | 'byInput' | 'list' | 'count' | 'latest' | 'write' | 'remove', StatementSync>>;

  /** @throws UnusableFileError `damaged` where the table is not there in the shape that its version promises */
  constructor(database: DatabaseSync) {
    const prepare = (statement: string): StatementSync => prepareStatement(database, statement);
    this.#database = database;
    this.#statements = {
      get: prepare(`SELECT ${FULL} FROM reviews WHERE id = ?`),
      byInput: prepare(`SELECT ${FULL} FROM reviews WHERE input = ? ORDER BY number DESC LIMIT 1`),
      list: prepare(`SELECT ${BRIEF} FROM reviews WHERE ${MATCHES} ORDER BY number DESC LIMIT :limit OFFSET :offset`),
      count: prepare(`SELECT count(*) AS value FROM reviews WHERE ${MATCHES}`),
      latest: prepare(`SELECT ${BRIEF} FROM reviews WHERE number IN (SELECT max(number) FROM reviews GROUP BY subject)`),
      write: prepare(WRITE),
      remove: prepare('DELETE FROM reviews WHERE id = ?'),
    };
  }

  get(id: string): StoredReview | null {
    return toReview(this.#statements.get.get(id));
  }

  findByInput(input: string): StoredReview | null {
    return toReview(this.#statements.byInput.get(input));
  }

  list({ subject, offset, limit }: ReviewFilter): readonly StoredSummary[] {
    return this.#statements.list.all({ subject, offset, limit }).flatMap((row) => toSummary(row) ?? []);
  }

  /** How many there are of the subject; null counts all. */
  count(subject: string | null): number {
    const value = this.#statements.count.get({ subject })?.['value'];
    return typeof value === 'number' ? value : 0;
  }

  latest(): ReadonlyMap<string, StoredSummary> {
    return new Map(this.#statements.latest.all().flatMap((row) => {
      const summary = toSummary(row);
      return summary === null || typeof row['subject'] !== 'string' ? [] : [[row['subject'], summary] as const];
    }));
  }

  write({ id, subject, input, endedAt, summary, review }: ReviewRow): void {
    this.#statements.write.run(id, subject, input, endedAt, summary, review);
  }

  remove(id: string): boolean {
    return Number(this.#statements.remove.run(id).changes) > 0;
  }

  /** Removes the oldest beyond `maximum`. */
  prune(maximum: number): void {
    this.#database.prepare(KEEP_NEWEST).run(maximum);
  }

  /** Empties the table and gives the room back to the disk. */
  clear(): void {
    this.#database.exec('DELETE FROM reviews');
    this.#database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  }

  pages(): number {
    return readNumber(this.#database, 'SELECT page_count AS value FROM pragma_page_count');
  }

  close(): void {
    this.#database.close();
  }
}

/** What does not parse (any more) counts as absent. */
function toReview(row: Row | undefined): StoredReview | null {
  const review = readJson(row?.['review'], storedReviewSchema);
  return review === null || typeof row?.['id'] !== 'string' || typeof row['endedAt'] !== 'string' ? null : { id: row['id'], endedAt: row['endedAt'], review };
}

function toSummary(row: Row): StoredSummary | null {
  const summary = readJson(row['summary'], storedSummarySchema);
  return summary === null || typeof row['id'] !== 'string' || typeof row['endedAt'] !== 'string' ? null : { id: row['id'], endedAt: row['endedAt'], summary };
}

function readJson<Value>(text: SQLOutputValue | undefined, schema: z.ZodType<Value>): Value | null {
  if (typeof text !== 'string') return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
