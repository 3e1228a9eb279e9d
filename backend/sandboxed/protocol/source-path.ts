import type { SkipReason } from '../../core/review/coverage.ts';
import { SOURCE_LIMITS } from './limits.ts';

const NAME_BYTES = 255;
const LINK_HOPS = 40;
/** Code points that HFS+ ignores in names: `.g\u200cit` is `.git` there (git, utf8.c, is_hfs_dot_generic). */
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** `.git` as NTFS reads it: short names, trailing dots and blanks, streams (git, path.c, is_ntfs_dotgit). */
const DOT_GIT = /^(\.git|git~\d+)[. ]*(:.*)?$/i;

/** Why a path of a source may not be written; null for one that may. Paths have `/` between names. */
export function refuseSourcePath(path: string): SkipReason | null {
  const names = path.split('/');
  if (Buffer.byteLength(path) > SOURCE_LIMITS.pathBytes || names.length > SOURCE_LIMITS.pathDepth) return 'path_too_long';
  if (names.some((name) => Buffer.byteLength(name) > NAME_BYTES)) return 'path_too_long';
  return names.every(isPlainName) ? null : 'unreadable';
}

function isPlainName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || name.includes('\0')) return false;
  // A name with backslashes is a path on Windows, and a tree that is downloaded there must be as harmless.
  return !name.split('\\').some((part) => part === '..' || DOT_GIT.test(part.replace(IGNORED_BY_HFS, '')));
}

/** A folder of a tree as people give it: `/` between names, none around; null for the whole; undefined for no path inside. */
export function normalizeSourceDirectory(directory: string | null): string | null | undefined {
  const names = (directory ?? '').replaceAll('\\', '/').split('/').filter((name) => name !== '' && name !== '.');
  if (names.length === 0) return null;
  const path = names.join('/');
  return directory?.startsWith('/') === true || refuseSourcePath(path) !== null ? undefined : path;
}

/** What stands at a path of a tree: a file, a folder, the target of a link, or nothing. */
export type PathKind = 'file' | 'folder' | { readonly link: string } | null;

/**
 * Whether a link leads to a file or folder of its own tree, by every step of the way: no absolute target, never above
 * the root, through other links of the tree as well, at most 40 of them (as Linux counts: path_resolution(7)).
 * @param path the link's own path
 */
export function isLinkInside(path: string, kindOf: (path: string) => PathKind): boolean {
  const waiting = path.split('/').reverse();
  const place: string[] = [];
  for (let hops = 0; waiting.length > 0; ) {
    const name = waiting.pop() ?? '';
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (place.pop() === undefined) return false;
      continue;
    }
    const kind = kindOf([...place, name].join('/'));
    if (kind === null || (kind === 'file' && waiting.length > 0)) return false;
    if (typeof kind === 'string') place.push(name);
    else {
      hops += 1;
      if (hops > LINK_HOPS || kind.link === '' || kind.link.startsWith('/') || waiting.length > SOURCE_LIMITS.pathBytes) return false;
      waiting.push(...kind.link.split('/').reverse());
    }
  }
  return true;
}

const LFS_POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n/;
const LFS_POINTER_BYTES = 1024;

/** Whether a file only points to content that is stored elsewhere (git-lfs, docs/spec.md: less than 1024 bytes). */
export function isLfsPointer(content: Uint8Array): boolean {
  return content.length < LFS_POINTER_BYTES && LFS_POINTER.test(Buffer.from(content).toString('latin1'));
}
