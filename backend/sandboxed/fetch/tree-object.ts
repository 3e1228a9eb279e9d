import { fetchFailure } from './git-failure.ts';
import type { ObjectReader } from './object-reader.ts';

type TreeItemKind = 'file' | 'executable' | 'link' | 'folder' | 'submodule' | 'other';

/** One entry of one tree object. */
export interface TreeItem {
  /** As git has it: any bytes but NUL. */
  readonly name: Buffer;
  readonly kind: TreeItemKind;
  readonly id: string;
}

const KINDS: Readonly<Record<string, TreeItemKind>> = { '40000': 'folder', '120000': 'link', '160000': 'submodule' };
const ID_BYTES = 20;
const MAX_TREE_BYTES = 32 * 1024 * 1024;
const MAX_COMMIT_BYTES = 4 * 1024 * 1024;

/**
 * Splits a tree object: `<octal mode> <name>\0<20 bytes of id>`, again and again (git, Documentation/gitformat-pack).
 * @throws CodedError `source_malformed`
 */
export function parseTree(content: Buffer): TreeItem[] {
  const items: TreeItem[] = [];
  for (let at = 0; at < content.length; ) {
    const blank = content.indexOf(0x20, at);
    const end = blank < 0 ? -1 : content.indexOf(0, blank);
    if (end < 0 || end + 1 + ID_BYTES > content.length) throw fetchFailure('source_malformed', 'a folder of the source cannot be read');
    const mode = content.toString('latin1', at, blank).replace(/^0+/, '');
    items.push({ name: content.subarray(blank + 1, end), kind: toKind(mode), id: content.toString('hex', end + 1, end + 1 + ID_BYTES) });
    at = end + 1 + ID_BYTES;
  }
  return items;
}

function toKind(mode: string): TreeItemKind {
  const known = KINDS[mode];
  if (known !== undefined) return known;
  if (!/^100[0-7]{3}$/.test(mode)) return 'other';
  return (Number.parseInt(mode, 8) & 0o100) === 0 ? 'file' : 'executable';
}

/** Reads several tree objects; null for each that is not there. */
export async function readTrees(reader: ObjectReader, ids: readonly string[]): Promise<(TreeItem[] | null)[]> {
  const infos = await reader.describe(ids);
  for (const info of infos) {
    if (info !== null && (info.type !== 'tree' || info.size > MAX_TREE_BYTES)) throw fetchFailure('source_malformed', 'a folder of the source cannot be read');
  }
  const contents = reader.contents(ids.filter((_id, index) => infos[index] !== null));
  const found: (TreeItem[] | null)[] = [];
  for (const info of infos) {
    const next = info === null ? null : await contents.next();
    found.push(next === null || next.done === true ? null : parseTree(next.value));
  }
  return found;
}

/** The id of a commit's tree; null where the commit is not there. */
export async function readTreeOfCommit(reader: ObjectReader, commit: string): Promise<string | null> {
  const [info] = await reader.describe([commit]);
  if (info === null || info === undefined) return null;
  if (info.type !== 'commit' || info.size > MAX_COMMIT_BYTES) throw fetchFailure('source_commit_missing', `${commit} is no commit`);
  for await (const content of reader.contents([commit])) {
    const tree = /^tree ([0-9a-f]{40})\n/.exec(content.toString('latin1', 0, 64))?.[1];
    if (tree !== undefined) return tree;
  }
  throw fetchFailure('source_malformed', 'the commit names no tree');
}

/** The tree of a folder inside a tree; null where no folder stands there. */
export async function findFolder(reader: ObjectReader, tree: string, directory: string | null): Promise<string | null> {
  let id = tree;
  for (const name of directory?.split('/') ?? []) {
    const [items] = await readTrees(reader, [id]);
    const next = items?.find((item) => item.kind === 'folder' && item.name.equals(Buffer.from(name)));
    if (next === undefined) return null;
    id = next.id;
  }
  return id;
}
