import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from 'node:fs';
import { SOURCE_LIMITS } from '../protocol/limits.ts';
import { ToolFailure } from './tool-failure.ts';

/** A folder or regular file, held open; never a link, and never anything else. */
export interface OpenedPath {
  readonly descriptor: number;
  readonly kind: 'file' | 'folder';
  readonly size: number;
}

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY, O_DIRECTORY } = constants;

/**
 * Opens a path below a tree, one component after the other, each relative to the folder that was opened before
 * (`/proc/self/fd/N/name` is what `openat` is elsewhere) and none through a link: what the source links to is never
 * read, even when a link is swapped in meanwhile. Kinds are looked at before opening: opening a device acts on it, and a
 * FIFO waits for a writer.
 * @throws ToolFailure for a path outside of the tree, a missing one, a link, and what is no file or folder
 */
export function withPath<Result>(tree: string, path: string, use: (opened: OpenedPath) => Result): Result {
  const names = toNames(path);
  let opened = openFolder(tree);
  try {
    for (const name of names) {
      if (opened.kind !== 'folder') throw new ToolFailure('A part of this path is a file, not a folder.');
      const next = openChild(opened.descriptor, name);
      closeSync(opened.descriptor);
      opened = next;
    }
    return use(opened);
  } finally {
    closeSync(opened.descriptor);
  }
}

/** Runs `use` with a child of an open folder; `otherwise` where it cannot be opened: one such file ends no walk. */
export function withChild<Result>(folder: number, name: string, { use, otherwise }: { readonly use: (opened: OpenedPath) => Result; readonly otherwise: Result }): Result {
  const opened = tryOpen(folder, name);
  if (opened === null) return otherwise;
  try {
    return use(opened);
  } finally {
    closeSync(opened.descriptor);
  }
}

function tryOpen(folder: number, name: string): OpenedPath | null {
  try {
    return openChild(folder, name);
  } catch (error) {
    if (error instanceof ToolFailure) return null;
    throw error;
  }
}

/** The components of a path; `.` and the empty path are the tree itself. */
function toNames(path: string): readonly string[] {
  if (path.includes('\0')) throw new ToolFailure('A path has no NUL character.');
  if (path.startsWith('/')) throw new ToolFailure('Paths are relative to the reviewed tree; an absolute path is not answered.');
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw new ToolFailure('Paths do not go up ("..").');
  if (names.length > SOURCE_LIMITS.pathDepth || Buffer.byteLength(path) > SOURCE_LIMITS.pathBytes) throw new ToolFailure('The path is too long.');
  return names;
}

function openFolder(tree: string): OpenedPath {
  return { descriptor: open(tree, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), kind: 'folder', size: 0 };
}

function openChild(folder: number, name: string): OpenedPath {
  const place = `/proc/self/fd/${folder}/${name}`;
  const kind = toKind(look(place));
  const descriptor = open(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  try {
    const stats = fstatSync(descriptor);
    if (toKind(stats) !== kind) throw new ToolFailure('The file changed while it was opened.');
    return { descriptor, kind, size: stats.size };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function toKind(stats: Stats): OpenedPath['kind'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  throw new ToolFailure(stats.isSymbolicLink() ? 'This is a link. Links are not followed.' : 'This is neither a file nor a folder (a FIFO, device or socket).');
}

function look(place: string): Stats {
  try {
    return lstatSync(place);
  } catch (error) {
    throw toFailure(error);
  }
}

function open(place: string, flags: number): number {
  try {
    return openSync(place, flags);
  } catch (error) {
    throw toFailure(error);
  }
}

/** Errors of the file system are about the path that was asked for; anything else is a bug. */
function toFailure(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  return new ToolFailure(error.code === 'ENOENT' ? 'There is no such file or folder.' : `This cannot be opened (${error.code}).`);
}
