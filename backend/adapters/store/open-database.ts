import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as sqliteModule from 'node:sqlite';
import type { DatabaseSync } from 'node:sqlite';
import { createSchema, judgeSchema, type DatabaseSchema } from './database-schema.ts';
import { UnusableFileError } from './sqlite-error.ts';

export type Sqlite = typeof sqliteModule;

export const IN_MEMORY = ':memory:';

/** Another process may hold the lock for one insert, never for long; waiting blocks this process. */
const BUSY_TIMEOUT_MS = 1_000;
/** 256 MiB of pages of 4 KiB: some 50,000 facts of 4 kB, with room, or 2,000 reviews of 120 kB. */
export const MAXIMUM_PAGES = 65_536;
/** sqlite.org/fileformat.html */
const SMALLEST_PAGE_BYTES = 512;
const JOURNAL_SIZE_BYTES = 8 * 1024 * 1024;

export interface DatabaseOptions {
  readonly sqlite: Sqlite;
  readonly path: string;
  readonly schema: DatabaseSchema;
  /** Pages of 4 KiB that the file may grow to. */
  readonly maximumPages: number;
}

/**
 * Opens or creates a database (file 0600, in a folder 0700 where it has to be made).
 * @throws UnusableFileError, or what SQLite and the file system throw
 */
export function openDatabase({ sqlite, path, schema, maximumPages }: DatabaseOptions): DatabaseSync {
  if (path !== IN_MEMORY) prepareFile(path);
  const database = new sqlite.DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    if (judgeSchema(database, schema) === 'foreign') throw new UnusableFileError('foreign');
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = ${JOURNAL_SIZE_BYTES}`);
    database.exec(`PRAGMA max_page_count = ${maximumPages}`);
    createSchema(database, schema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareFile(path: string): void {
  makeFolder(dirname(path));
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) {
    // SQLite gives its own files beside this one the same mode.
    closeSync(openSync(path, 'a', 0o600));
    return;
  }
  const journalBytes = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  // SQLite would take these for new files: overwrite what is shorter than a page, and drop an emptied file's journal.
  const isTooSmall = status.size === 0 ? journalBytes > 0 : status.size < SMALLEST_PAGE_BYTES;
  if (!status.isFile() || isTooSmall) throw new UnusableFileError('damaged');
}

/** Node's own recursive `mkdirSync` never returns where a file system answers ENOENT to every new folder, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
}
