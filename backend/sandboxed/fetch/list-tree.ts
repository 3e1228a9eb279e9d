import type { SkippedFile, SkipReason } from '../../core/review/coverage.ts';
import { refuseSourcePath } from '../protocol/source-path.ts';
import type { ObjectReader } from './object-reader.ts';
import { readTrees, type TreeItem } from './tree-object.ts';

/** A file or link that may be written. */
export interface ListedFile {
  readonly path: string;
  readonly kind: 'file' | 'executable' | 'link';
  readonly id: string;
}

export interface TreeListing {
  readonly files: readonly ListedFile[];
  readonly skipped: readonly SkippedFile[];
  /** There was more than was asked for. */
  readonly isCut: boolean;
}

interface Folder {
  readonly path: string;
  readonly id: string;
}

export interface ListPlan {
  /** The folder of the tree, and its path for the names of its files; empty for the root. */
  readonly folder: { readonly path: string; readonly id: string };
  /** A folder to leave out; null for none. */
  readonly without: string | null;
  /** Entries to look at, folders as well: a small pack can hold a tree of 10^10 files. */
  readonly maxEntries: number;
}

/** Lists files below a folder, level by level, in the order of their paths. What may not be written is named with its reason. */
export async function listTree(reader: ObjectReader, { folder, without, maxEntries }: ListPlan): Promise<TreeListing> {
  const files: ListedFile[] = [];
  const skipped: SkippedFile[] = [];
  let seen = 0;
  let level: Folder[] = [folder];
  while (level.length > 0 && seen < maxEntries) {
    const trees = await readTrees(reader, level.map(({ id }) => id));
    const next: Folder[] = [];
    for (const [index, parent] of level.entries()) {
      const items = trees[index];
      if (items === null) skipped.push({ file: parent.path || '.', reason: 'unreadable' });
      for (const item of items ?? []) {
        seen += 1;
        if (seen > maxEntries) break;
        const { path, refusal } = toPath(parent.path, item);
        if (path === without) continue;
        if (refusal !== null) skipped.push({ file: path, reason: refusal });
        else if (item.kind === 'folder') next.push({ path, id: item.id });
        else if (item.kind === 'file' || item.kind === 'executable' || item.kind === 'link') files.push({ path, kind: item.kind, id: item.id });
      }
    }
    level = next;
  }
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  return { files, skipped, isCut: level.length > 0 || seen > maxEntries };
}

function toPath(parent: string, item: TreeItem): { path: string; refusal: SkipReason | null } {
  const name = item.name.toString('utf8');
  const path = parent === '' ? name : `${parent}/${name}`;
  if (!Buffer.from(name).equals(item.name)) return { path, refusal: 'name_not_utf8' };
  // A name with a slash would stand where another folder says that it does not.
  if (name.includes('/')) return { path, refusal: 'unreadable' };
  if (item.kind === 'submodule') return { path, refusal: 'submodule' };
  return { path, refusal: item.kind === 'other' ? 'not_regular' : refuseSourcePath(path) };
}
