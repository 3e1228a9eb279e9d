import type { DatabaseSync } from 'node:sqlite';
import { CodedError } from '../../core/coded-error.ts';
import type { StoreHealth } from '../../ports/fact-store.ts';
import { moveAside } from './move-aside.ts';
import { IN_MEMORY, openDatabase, type DatabaseOptions } from './open-database.ts';
import { isDamage, toStoreError } from './sqlite-error.ts';

/** A table with its prepared statements. */
export interface Table {
  /** Pages that the file has. */
  pages(): number;
  close(): void;
}

export interface TableOptions<Kept extends Table> extends DatabaseOptions {
  /** Throws UnusableFileError `damaged` where the table has not the shape that its version promises. */
  readonly makeTable: (database: DatabaseSync) => Kept;
}

/** A table that can be used, and what had to be done for it. */
export interface OpenedTable<Kept extends Table> {
  readonly table: Kept;
  readonly state: StoreHealth['state'];
  readonly movedTo: string | null;
}

/**
 * Opens the table in the file. A damaged file is moved aside and made anew; a file that is not ours to change, or that
 * the disk or its permissions keep from us, is left as it is, and values are kept in memory.
 */
export function openTable<Kept extends Table>(options: TableOptions<Kept>, now: number): OpenedTable<Kept> {
  if (options.path === IN_MEMORY) return inMemory(options, null);
  try {
    return { table: open(options), state: 'ok', movedTo: null };
  } catch (error) {
    if (isDamage(error)) return rebuildTable(options, now);
    return unlessBug(error, () => inMemory(options, null));
  }
}

/** Moves the file aside, whatever it holds, and opens a new one. */
export function rebuildTable<Kept extends Table>(options: TableOptions<Kept>, now: number): OpenedTable<Kept> {
  let movedTo: string | null = null;
  try {
    movedTo = moveAside(options.path, now);
    return { table: open(options), state: 'rebuilt', movedTo };
  } catch (error) {
    return unlessBug(error, () => inMemory(options, movedTo));
  }
}

function inMemory<Kept extends Table>(options: TableOptions<Kept>, movedTo: string | null): OpenedTable<Kept> {
  return { table: open({ ...options, path: IN_MEMORY }), state: 'memoryOnly', movedTo };
}

function open<Kept extends Table>(options: TableOptions<Kept>): Kept {
  const database = openDatabase(options);
  try {
    return options.makeTable(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function unlessBug<Kept extends Table>(error: unknown, otherwise: () => OpenedTable<Kept>): OpenedTable<Kept> {
  if (toStoreError(error) instanceof CodedError) return otherwise();
  throw error;
}
