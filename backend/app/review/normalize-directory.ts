import { CodedError } from '../../core/coded-error.ts';

const MAX_LENGTH = 1024;

/**
 * The canonical form of a folder inside a source tree: `a/b`, null for the whole tree.
 * @throws CodedError `source_directory_missing` for what leads out of the tree, or is no path
 */
export function normalizeDirectory(text: string | null): string | null {
  if (text === null) return null;
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  const isPath = text.length <= MAX_LENGTH && !text.startsWith('/') && !parts.includes('..') && !/[\0\\\p{Cc}]/u.test(text);
  if (!isPath) throw new CodedError('source_directory_missing', 'The folder must be a path inside of the source, like src/server.');
  return parts.length === 0 ? null : parts.join('/');
}
