import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../core/coded-error.ts';
import type { SkippedFile } from '../../core/review/coverage.ts';
import { SOURCE_LIMITS } from '../../sandboxed/protocol/limits.ts';
import { refuseSourcePath } from '../../sandboxed/protocol/source-path.ts';

/** A file or link of a folder of this machine. */
export type LocalFile =
  | { readonly kind: 'file'; readonly path: string; readonly size: number; readonly isExecutable: boolean }
  | { readonly kind: 'link'; readonly path: string; readonly size: number; readonly target: string };

export interface LocalListing {
  /** In the order of their paths. */
  readonly files: readonly LocalFile[];
  readonly skipped: readonly SkippedFile[];
}

/** Entries to look at before a folder is called too large: far more than may be taken. */
const MAX_ENTRIES = 500_000;
const GIT = '.git';
/** What a checkout gets from elsewhere; no part of its source. An unpacked package has no `.git`, and ships what it holds. */
const INSTALLED = new Set(['node_modules', '.venv']);

/**
 * Lists a folder of this machine without following any link below it, and without `.git`.
 * @throws CodedError `source_directory_missing`, `source_too_large`, `cancelled`
 */
export async function listDirectory(root: string, signal: AbortSignal): Promise<LocalListing> {
  const found = await stat(root).catch(() => null);
  if (found?.isDirectory() !== true) throw new CodedError('source_directory_missing', 'The folder is not there.');
  const isCheckout = (await lstat(join(root, GIT)).catch(() => null)) !== null;
  const files: LocalFile[] = [];
  const skipped: SkippedFile[] = [];
  const waiting = [''];
  let seen = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (signal.aborted) throw new CodedError('cancelled', 'The review was cancelled.');
    for (const name of await readNames(join(root, folder), folder, skipped)) {
      seen += 1;
      if (seen > MAX_ENTRIES) throw new CodedError('source_too_large', `The folder holds more than ${MAX_ENTRIES} files.`);
      if (name === GIT) continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      const refusal = isCheckout && INSTALLED.has(name) ? 'too_many_files' : refuseSourcePath(path);
      const entry = refusal ?? (await look(root, path));
      if (entry === 'folder') waiting.push(path);
      else if (typeof entry === 'string') skipped.push({ file: path.slice(0, SOURCE_LIMITS.pathBytes), reason: entry });
      else files.push(entry);
    }
  }
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  return { files, skipped };
}

async function look(root: string, path: string): Promise<LocalFile | 'folder' | SkippedFile['reason']> {
  try {
    const found = await lstat(join(root, path));
    if (found.isDirectory()) return 'folder';
    if (found.isSymbolicLink()) return { kind: 'link', path, size: 0, target: await readlink(join(root, path)) };
    return found.isFile() ? { kind: 'file', path, size: found.size, isExecutable: (found.mode & 0o100) !== 0 } : 'not_regular';
  } catch (error) {
    return unreadable(error);
  }
}

/** Names of a folder that are text. */
async function readNames(path: string, folder: string, skipped: SkippedFile[]): Promise<string[]> {
  const entries = await readdir(path, { encoding: 'buffer' }).catch((error: unknown) => {
    skipped.push({ file: folder || '.', reason: unreadable(error) });
    return [];
  });
  const names: string[] = [];
  for (const entry of entries) {
    const name = entry.toString('utf8');
    if (Buffer.from(name).equals(entry)) names.push(name);
    else skipped.push({ file: folder === '' ? name : `${folder}/${name}`, reason: 'name_not_utf8' });
  }
  return names;
}

/** What a person may not read, or what went away, is named; anything else is a bug. */
function unreadable(error: unknown): 'unreadable' {
  if (error instanceof Error && 'code' in error) return 'unreadable';
  throw error;
}
