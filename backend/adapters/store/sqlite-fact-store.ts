import { CodedError } from '../../core/coded-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FactKey, FactStore, StoredFact, StoreHealth } from '../../ports/fact-store.ts';
import type { FactTable } from './fact-table.ts';
import { IN_MEMORY, MAXIMUM_PAGES, type DatabaseOptions } from './open-database.ts';
import { openTable, rebuildTable, type OpenedTable } from './open-table.ts';
import { isDamage, isFull, toStoreError } from './sqlite-error.ts';

/** Older facts beyond this are forgotten: 2,000 images with five facts each, five times over. */
const MAXIMUM_FACTS = 50_000;
/** How many writes may pass until the oldest facts are looked for. */
const WRITES_BETWEEN_PRUNES = 500;
const PAGE_BYTES = 4096;
/** What the indexes may need beside the value itself. */
const SPARE_PAGES = 8;

type Reopen = typeof openTable;

export interface FactStoreOptions {
  /** Of the database file. */
  readonly path: string;
  readonly clock: Clock;
  readonly maximumFacts?: number;
  /** Pages of 4 KiB that the file may grow to. */
  readonly maximumPages?: number;
}

/**
 * Opens the facts of a file; several processes may share it. Never fails for the file's sake: `health()` tells whether
 * it was rebuilt, or facts are kept in memory only. Calls throw `store_full` or `store_unavailable`.
 */
export async function openFactStore(options: FactStoreOptions): Promise<FactStore> {
  return new SqliteFactStore(await import('node:sqlite'), options);
}

/** Facts that end with the process. */
export async function createMemoryFactStore(clock: Clock): Promise<FactStore> {
  return openFactStore({ path: IN_MEMORY, clock });
}

class SqliteFactStore implements FactStore {
  readonly #database: DatabaseOptions;
  readonly #clock: Clock;
  readonly #limits: { readonly facts: number; readonly pages: number };
  #opened: OpenedTable;
  #isClosed = false;
  #writes = 0;

  constructor(sqlite: DatabaseOptions['sqlite'], { path, clock, maximumFacts = MAXIMUM_FACTS, maximumPages = MAXIMUM_PAGES }: FactStoreOptions) {
    this.#database = { sqlite, path, maximumPages };
    this.#clock = clock;
    this.#limits = { facts: maximumFacts, pages: maximumPages };
    this.#opened = openTable(this.#database, clock());
  }

  read(key: FactKey): StoredFact | null {
    const now = this.#clock();
    return this.#use((table) => table.read(key, now));
  }

  readMany(kind: string, keys: readonly string[]): ReadonlyMap<string, StoredFact> {
    const now = this.#clock();
    return this.#use((table) => table.readMany(kind, keys, now));
  }

  write(key: FactKey, value: unknown, expiresAt: number | null): void {
    const storedAt = this.#clock();
    const row = { ...key, text: toJson(value), storedAt, expiresAt };
    this.#use((table) => {
      if (this.#writes % WRITES_BETWEEN_PRUNES === 0) table.prune(storedAt, this.#limits.facts);
      try {
        table.write(row);
      } catch (error) {
        if (!isFull(error) || !this.#isAtOwnLimit(table, row.text)) throw error;
        table.prune(storedAt, Math.floor(table.count() / 2));
        table.write(row);
      }
      this.#writes += 1;
    });
  }

  clear(): void {
    this.#use((table) => {
      table.clear();
    });
  }

  health(): StoreHealth {
    const [facts, bytes] = this.#use((table) => [table.count(), table.bytes()] as const);
    return { state: this.#opened.state, movedTo: this.#opened.movedTo, facts, bytes };
  }

  close(): void {
    if (!this.#isClosed) this.#opened.table.close();
    this.#isClosed = true;
  }

  /** The limit on the file, not the disk, is in the way: older facts can make room, unless the value is out of all proportion. */
  #isAtOwnLimit(table: FactTable, text: string): boolean {
    const needed = Math.ceil(Buffer.byteLength(text) / PAGE_BYTES) + SPARE_PAGES;
    return needed < this.#limits.pages / 2 && table.pages() + needed >= this.#limits.pages;
  }

  /** Damage that shows only now is looked at again (another process may have rebuilt the file), then rebuilt. */
  #use<Result>(operation: (table: FactTable) => Result, [reopen, ...others]: readonly Reopen[] = [openTable, rebuildTable]): Result {
    if (this.#isClosed) throw new CodedError('store_unavailable', 'The store of facts is closed.');
    try {
      return operation(this.#opened.table);
    } catch (error) {
      if (reopen === undefined || !isDamage(error)) throw toStoreError(error);
      this.#opened.table.close();
      this.#opened = reopen(this.#database, this.#clock());
    }
    return this.#use(operation, others);
  }
}

function toJson(value: unknown): string {
  const text: unknown = JSON.stringify(value);
  if (typeof text !== 'string') throw new TypeError('A fact is a JSON value.');
  return text;
}
