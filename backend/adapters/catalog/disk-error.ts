import { CodedError } from '../../core/coded-error.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';

/** Names of the operating system for a disk that takes no more. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** Names for a folder that cannot be used as it is: another person's, read-only, or broken. */
const UNUSABLE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOTDIR']);

/** What the file system refused, as PortError `store_full` or `store_unavailable`; anything else as it is. */
export function toDiskError(error: unknown): unknown {
  const name = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (FULL.has(name)) return new CodedError<PortErrorCode>('store_full', 'The disk is full: the catalog cannot be kept.', { cause: error });
  if (UNUSABLE.has(name)) return new CodedError<PortErrorCode>('store_unavailable', 'The folder of the catalog cannot be written.', { cause: error });
  return error;
}
