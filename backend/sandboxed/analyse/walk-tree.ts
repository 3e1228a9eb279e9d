import { lstatSync, opendirSync, readlinkSync } from 'node:fs';
import { join, posix } from 'node:path';
import { decodeUtf8 } from '../../core/json/utf8.ts';
import { CodedError } from '../../core/coded-error.ts';
import type { SkippedFile } from '../../core/review/coverage.ts';
import { SOURCE_LIMITS } from '../protocol/limits.ts';

/** Names of a tree: `files` are regular by `lstat` and in reading order, `skipped` could not be named or must not be opened. */
export interface TreeListing {
  readonly files: readonly string[];
  readonly skipped: readonly SkippedFile[];
}

/** Folders of code that others wrote: read last, so that a time limit is spent on the server's own. */
const VENDORED = new Set(['node_modules', 'vendor', 'third_party', '.venv', 'site-packages']);

/** git's own folder in a local directory's copy. */
const NOT_SOURCE = new Set(['.git']);

interface Walk {
  readonly root: string;
  readonly own: string[];
  readonly vendored: string[];
  readonly skipped: SkippedFile[];
}

/**
 * Lists a tree without following a link and without opening anything but folders.
 * @param root - absolute path of the tree
 * @param directory - folder inside it, with `/`; null for all of it. A link on the way to it is not followed.
 * @returns paths relative to `root`, sorted by code units, vendored folders last
 * @throws CodedError `source_directory_missing`
 */
export function walkTree(root: string, directory: string | null): TreeListing {
  const walk: Walk = { root, own: [], vendored: [], skipped: [] };
  const start = directory === null ? '' : directory;
  assertFolders(root, start);
  // An explicit stack: a tree is as deep as its author likes.
  const folders = [start];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) folders.push(...listFolder(walk, folder));
  return { files: [...walk.own.sort(), ...walk.vendored.sort()], skipped: walk.skipped };
}

function assertFolders(root: string, directory: string): void {
  const parts = directory.split('/').filter((part) => part !== '');
  for (let depth = 0; depth <= parts.length; depth++) {
    const isFolder = !parts.slice(0, depth).includes('..') && lstatSync(join(root, ...parts.slice(0, depth)), { throwIfNoEntry: false })?.isDirectory() === true;
    if (!isFolder) throw new CodedError('source_directory_missing', 'The folder under review is not in the tree.');
  }
}

/** Files of one folder go into the walk, its folders are returned. */
function listFolder(walk: Walk, folder: string): string[] {
  const folders: string[] = [];
  // Names are bytes, and this encoding keeps each of them.
  const handle = opendirSync(join(walk.root, folder), { encoding: 'latin1' });
  try {
    for (let entry = handle.readSync(); entry !== null; entry = handle.readSync()) {
      const path = nameEntry(walk, folder, entry.name);
      if (path === null) continue;
      if (walk.own.length + walk.vendored.length >= SOURCE_LIMITS.files) {
        skip(walk, path, 'too_many_files');
        break;
      }
      if (placeEntry(walk, path)) folders.push(path);
    }
  } finally {
    handle.closeSync();
  }
  return folders;
}

function nameEntry(walk: Walk, folder: string, name: string): string | null {
  const decoded = decodeName(Buffer.from(name, 'latin1'));
  if (decoded === null) {
    skip(walk, posix.join(folder, name.replace(/[^\x20-\x7e]/g, '?')), 'name_not_utf8');
    return null;
  }
  if (NOT_SOURCE.has(decoded)) return null;
  const path = folder === '' ? decoded : `${folder}/${decoded}`;
  if (Buffer.byteLength(path) <= SOURCE_LIMITS.pathBytes && path.split('/').length <= SOURCE_LIMITS.pathDepth) return path;
  skip(walk, path.slice(0, SOURCE_LIMITS.pathBytes), 'path_too_long');
  return null;
}

function decodeName(name: Uint8Array): string | null {
  try {
    return decodeUtf8(name);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/** True for a folder to go into. */
function placeEntry(walk: Walk, path: string): boolean {
  const status = lstatSync(join(walk.root, path), { throwIfNoEntry: false });
  if (status === undefined) skip(walk, path, 'unreadable');
  else if (status.isDirectory()) return true;
  else if (status.isSymbolicLink()) placeLink(walk, path);
  else if (!status.isFile()) skip(walk, path, 'not_regular');
  else (path.split('/').some((part) => VENDORED.has(part)) ? walk.vendored : walk.own).push(path);
  return false;
}

/** What a link inside the tree points at is read under its own name. */
function placeLink(walk: Walk, path: string): void {
  const target = readlinkSync(join(walk.root, path));
  const place = posix.normalize(posix.join(posix.dirname(path), target));
  const isOutside = posix.isAbsolute(target) || place === '..' || place.startsWith('../');
  if (isOutside) skip(walk, path, 'link_outside');
}

function skip(walk: Walk, file: string, reason: SkippedFile['reason']): void {
  if (walk.skipped.length < SOURCE_LIMITS.skipped) walk.skipped.push({ file, reason });
}
