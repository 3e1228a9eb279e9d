import type { ChangedFile } from '../../core/review/scope.ts';
import { SOURCE_LIMITS } from '../protocol/limits.ts';
import type { ObjectReader } from './object-reader.ts';
import { readTrees, type TreeItem } from './tree-object.ts';

const MAX_COMPARED = 500_000;

interface Pair {
  readonly path: string;
  readonly base: string | null;
  readonly head: string | null;
}

/**
 * What differs between two trees, by the ids of their objects: folders with the same id are never opened.
 * @param pair tree ids, null for a side without the folder; `path` goes in front of every name
 * @returns at most `SOURCE_LIMITS.changedFiles`, in the order of their paths
 */
export async function compareTrees(reader: ObjectReader, pair: Pair): Promise<ChangedFile[]> {
  const changes: ChangedFile[] = [];
  const waiting: Pair[] = pair.base === pair.head ? [] : [pair];
  let compared = 0;
  for (let next = waiting.pop(); next !== undefined && changes.length < SOURCE_LIMITS.changedFiles && compared < MAX_COMPARED; next = waiting.pop()) {
    const [base, head] = [await readSide(reader, next.base), await readSide(reader, next.head)];
    for (const name of new Set([...base.keys(), ...head.keys()])) {
      compared += 1;
      const [before, after] = [base.get(name), head.get(name)];
      if (before?.id === after?.id && before?.kind === after?.kind) continue;
      const path = toText(next.path, before ?? after);
      const folders = { base: folderId(before), head: folderId(after) };
      // Beyond that depth nothing was written; the chain may have no end that fits in memory.
      if ((folders.base ?? folders.head) !== null && path.split('/').length <= SOURCE_LIMITS.pathDepth) waiting.push({ path, ...folders });
      const change = toChange(before, after);
      if (change !== null) changes.push({ path, change });
    }
  }
  return changes.slice(0, SOURCE_LIMITS.changedFiles).sort((one, other) => (one.path < other.path ? -1 : 1));
}

function toChange(before: TreeItem | undefined, after: TreeItem | undefined): ChangedFile['change'] | null {
  const [was, is] = [before !== undefined && before.kind !== 'folder', after !== undefined && after.kind !== 'folder'];
  if (was) return is ? 'modified' : 'removed';
  return is ? 'added' : null;
}

async function readSide(reader: ObjectReader, id: string | null): Promise<Map<string, TreeItem>> {
  const [items] = id === null ? [] : await readTrees(reader, [id]);
  return new Map((items ?? []).map((item) => [item.name.toString('latin1'), item]));
}

function folderId(item: TreeItem | undefined): string | null {
  return item?.kind === 'folder' ? item.id : null;
}

function toText(parent: string, item: TreeItem | undefined): string {
  const name = item?.name.toString('utf8') ?? '';
  return (parent === '' ? name : `${parent}/${name}`).slice(0, SOURCE_LIMITS.pathBytes);
}
