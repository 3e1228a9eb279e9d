import { CodedError } from '../../core/coded-error.ts';
import type { StoreHealth } from '../../ports/fact-store.ts';
import { FactTable } from './fact-table.ts';
import { moveAside } from './move-aside.ts';
import { IN_MEMORY, openDatabase, type DatabaseOptions } from './open-database.ts';
import { isDamage, toStoreError } from './sqlite-error.ts';

/** A table that can be used, and what had to be done for it. */
export interface OpenedTable {
  readonly table: FactTable;
  readonly state: StoreHealth['state'];
  readonly movedTo: string | null;
}

/**
 * Opens the table in the file. A damaged file is moved aside and made anew; a file that is not ours to change, or that
 * the disk or its permissions keep from us, is left as it is, and facts are kept in memory.
 */
export function openTable(options: DatabaseOptions, now: number): OpenedTable {
  if (options.path === IN_MEMORY) return inMemory(options, null);
  try {
    return { table: open(options), state: 'ok', movedTo: null };
  } catch (error) {
    if (isDamage(error)) return rebuildTable(options, now);
    return unlessBug(error, () => inMemory(options, null));
  }
}

/** Moves the file aside, whatever it holds, and opens a new one. */
export function rebuildTable(options: DatabaseOptions, now: number): OpenedTable {
  let movedTo: string | null = null;
  try {
    movedTo = moveAside(options.path, now);
    return { table: open(options), state: 'rebuilt', movedTo };
  } catch (error) {
    return unlessBug(error, () => inMemory(options, movedTo));
  }
}

function inMemory(options: DatabaseOptions, movedTo: string | null): OpenedTable {
  return { table: open({ ...options, path: IN_MEMORY }), state: 'memoryOnly', movedTo };
}

function open(options: DatabaseOptions): FactTable {
  const database = openDatabase(options);
  try {
    return new FactTable(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function unlessBug(error: unknown, otherwise: () => OpenedTable): OpenedTable {
  if (toStoreError(error) instanceof CodedError) return otherwise();
  throw error;
}
