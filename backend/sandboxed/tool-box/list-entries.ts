import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { decodeUtf8 } from '../../core/json/utf8.ts';
import type { OpenedPath } from './open-path.ts';

/** One name in a folder. */
export interface Entry {
  /** Null when it is not UTF-8: it can be counted, and not asked for. */
  readonly name: string | null;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
}

/** What is in an open folder, in the order of code units, so that the same tree lists the same. */
export function listEntries({ descriptor }: Pick<OpenedPath, 'descriptor'>): readonly Entry[] {
  const folder = `/proc/self/fd/${descriptor}`;
  return readdirSync(folder, { encoding: 'buffer' })
    .map((bytes) => toEntry(lstatSync(Buffer.concat([Buffer.from(`${folder}/`), bytes])), toName(bytes)))
    .sort((a, b) => compare(a.name ?? '', b.name ?? ''));
}

function toEntry(stats: Stats, name: string | null): Entry {
  return { name, kind: toKind(stats), size: stats.size };
}

function toKind(stats: Stats): Entry['kind'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'other';
}

function toName(bytes: Buffer): string | null {
  return Buffer.from(bytes.toString('utf8')).equals(bytes) ? decodeUtf8(bytes) : null;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
