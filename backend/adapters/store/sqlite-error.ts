import { CodedError } from '../../core/coded-error.ts';

// Primary result codes (sqlite.org/rescode.html); the extended ones keep these in the lowest byte.
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;

/** The file holds something, but not what this version of the store can take over. */
export class UnusableFileError extends Error {
  /** `damaged`: to be moved aside. `foreign`: of a newer version or another program, not to be touched. */
  readonly reason: 'damaged' | 'foreign';

  constructor(reason: 'damaged' | 'foreign', options?: ErrorOptions) {
    super(`the file is ${reason}`, options);
    this.name = 'UnusableFileError';
    this.reason = reason;
  }
}

/** Whether the file's content is broken, as opposed to a disk, a lock or a permission in the way. */
export function isDamage(error: unknown): boolean {
  if (error instanceof UnusableFileError) return error.reason === 'damaged';
  const code = toResultCode(error);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

export function isFull(error: unknown): boolean {
  return toResultCode(error) === SQLITE_FULL || (error instanceof Error && 'code' in error && error.code === 'ENOSPC');
}

/**
 * Turns what SQLite or the file system threw into `store_full` or `store_unavailable` (retryable where only a lock was
 * in the way). A bug comes back as it is.
 */
export function toStoreError(error: unknown): unknown {
  if (isFull(error)) return new CodedError('store_full', 'There is no room left to store what was found out.', { cause: error });
  const code = toResultCode(error);
  if (code === null && !isFileSystemError(error) && !(error instanceof UnusableFileError)) return error;
  const retryable = code === SQLITE_BUSY || code === SQLITE_LOCKED;
  return new CodedError('store_unavailable', 'The store cannot be used.', { cause: error, retryable });
}

function toResultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
