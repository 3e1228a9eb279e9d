import type { Clock } from '../../ports/clock.ts';
import type { FactKey, FactStore, StoredFact, StoreHealth } from '../../ports/fact-store.ts';
import { FACT_SCHEMA } from './fact-schema.ts';
import { FactTable } from './fact-table.ts';
import { HeldTable } from './held-table.ts';
import { IN_MEMORY, MAXIMUM_PAGES, type Sqlite } from './open-database.ts';

/** Older facts beyond this are forgotten: 2,000 images with five facts each, five times over. */
const MAXIMUM_FACTS = 50_000;
/** How many writes may pass until the oldest facts are looked for. */
const WRITES_BETWEEN_PRUNES = 500;

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
  readonly #held: HeldTable<FactTable>;
  readonly #clock: Clock;
  readonly #maximumFacts: number;
  #writes = 0;

  constructor(sqlite: Sqlite, { path, clock, maximumFacts = MAXIMUM_FACTS, maximumPages = MAXIMUM_PAGES }: FactStoreOptions) {
    this.#clock = clock;
    this.#maximumFacts = maximumFacts;
    this.#held = new HeldTable({ sqlite, path, maximumPages, schema: FACT_SCHEMA, makeTable: (database) => new FactTable(database) }, clock);
  }

  read(key: FactKey): StoredFact | null {
    const now = this.#clock();
    return this.#held.use((table) => table.read(key, now));
  }

  readMany(kind: string, keys: readonly string[]): ReadonlyMap<string, StoredFact> {
    const now = this.#clock();
    return this.#held.use((table) => table.readMany(kind, keys, now));
  }

  write(key: FactKey, value: unknown, expiresAt: number | null): void {
    const storedAt = this.#clock();
    const row = { ...key, text: toJson(value), storedAt, expiresAt };
    this.#held.use((table) => {
      if (this.#writes % WRITES_BETWEEN_PRUNES === 0) table.prune(storedAt, this.#maximumFacts);
      this.#held.writeInto(table, {
        bytes: Buffer.byteLength(row.text),
        write: () => { table.write(row); },
        makeRoom: () => { table.prune(storedAt, Math.floor(table.count() / 2)); },
      });
      this.#writes += 1;
    });
  }

  clear(): void {
    this.#held.use((table) => {
      table.clear();
    });
  }

  health(): StoreHealth {
    const [facts, bytes] = this.#held.use((table) => [table.count(), table.bytes()] as const);
    const { state, movedTo } = this.#held.opened;
    return { state, movedTo, facts, bytes };
  }

  close(): void {
    this.#held.close();
  }
}

function toJson(value: unknown): string {
  const text: unknown = JSON.stringify(value);
  if (typeof text !== 'string') throw new TypeError('A fact is a JSON value.');
  return text;
}
