import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { FactKey, StoredFact } from '../../ports/fact-store.ts';
import { readNumber } from './database-schema.ts';
import type { Table } from './open-table.ts';
import { prepareStatement } from './prepare-statement.ts';

/** What is stored: the key, the value as JSON text, and times in milliseconds since the epoch. */
interface FactRow extends FactKey {
  readonly text: string;
  readonly storedAt: number;
  readonly expiresAt: number | null;
}

// A fact that expires and was stored in the future was stored under a wrong clock: its expiry means nothing.
const IS_VALID = '(expires_at IS NULL OR (expires_at > :now AND stored_at <= :now))';
const READ = `SELECT key, value, stored_at AS storedAt FROM facts WHERE kind = :kind AND key = :key AND ${IS_VALID}`;
const READ_MANY = `SELECT key, value, stored_at AS storedAt FROM facts
  WHERE kind = :kind AND key IN (SELECT value FROM json_each(:keys)) AND ${IS_VALID}`;
const WRITE = 'INSERT OR REPLACE INTO facts (kind, key, value, stored_at, expires_at) VALUES (?, ?, ?, ?, ?)';
const DELETE_EXPIRED = 'DELETE FROM facts WHERE expires_at <= ?';
const KEEP_NEWEST = 'DELETE FROM facts WHERE id <= (SELECT id FROM facts ORDER BY id DESC LIMIT 1 OFFSET ?)';

/** The table of facts: its statements, prepared once. Throws what SQLite throws. */
export class FactTable implements Table {
  readonly #database: DatabaseSync;
  readonly #read: StatementSync;
  readonly #readMany: StatementSync;
  readonly #write: StatementSync;

  /** @throws UnusableFileError `damaged` where the table is not there in the shape that its version promises */
  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#read = prepareStatement(database, READ);
    this.#readMany = prepareStatement(database, READ_MANY);
    this.#write = prepareStatement(database, WRITE);
  }

  read({ kind, key }: FactKey, now: number): StoredFact | null {
    return toFact(this.#read.get({ kind, key, now }));
  }

  /** One statement for all keys: a third faster than one for each, and all from the same moment. */
  readMany(kind: string, keys: readonly string[], now: number): ReadonlyMap<string, StoredFact> {
    const facts = new Map<string, StoredFact>();
    for (const row of this.#readMany.all({ kind, keys: JSON.stringify(keys), now })) {
      const fact = toFact(row);
      if (fact !== null && typeof row['key'] === 'string') facts.set(row['key'], fact);
    }
    return facts;
  }

  write({ kind, key, text, storedAt, expiresAt }: FactRow): void {
    this.#write.run(kind, key, text, storedAt, expiresAt);
  }

  /** Removes what expired, then the oldest beyond `maximum`. */
  prune(now: number, maximum: number): void {
    this.#database.prepare(DELETE_EXPIRED).run(now);
    this.#database.prepare(KEEP_NEWEST).run(maximum);
  }

  /** Empties the table and gives the room back to the disk. */
  clear(): void {
    this.#database.exec('DELETE FROM facts');
    this.#database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  }

  count(): number {
    return readNumber(this.#database, 'SELECT count(*) AS value FROM facts');
  }

  pages(): number {
    return readNumber(this.#database, 'SELECT page_count AS value FROM pragma_page_count');
  }

  bytes(): number {
    return this.pages() * readNumber(this.#database, 'SELECT page_size AS value FROM pragma_page_size');
  }

  close(): void {
    this.#database.close();
  }
}

/** A value that is no JSON counts as absent: it is found out and written again. */
function toFact(row: Record<string, SQLOutputValue> | undefined): StoredFact | null {
  if (typeof row?.['value'] !== 'string' || typeof row['storedAt'] !== 'number') return null;
  try {
    const value: unknown = JSON.parse(row['value']);
    return { value, storedAt: row['storedAt'] };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
