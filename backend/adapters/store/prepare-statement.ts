import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { UnusableFileError } from './sqlite-error.ts';

/** sqlite.org/rescode.html#error: here, a table or column that is not there. */
const SQLITE_ERROR = 1;

/** @throws UnusableFileError `damaged` where the table is not there in the shape that its version promises */
export function prepareStatement(database: DatabaseSync, statement: string): StatementSync {
  try {
    return database.prepare(statement);
  } catch (error) {
    const isMissing = error instanceof Error && 'errcode' in error && error.errcode === SQLITE_ERROR;
    throw isMissing ? new UnusableFileError('damaged', { cause: error }) : error;
  }
}
