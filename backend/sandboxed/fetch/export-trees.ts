import { join } from 'node:path';
import type { SkippedFile } from '../../core/review/coverage.ts';
import type { ChangedFile } from '../../core/review/scope.ts';
import { FETCH_LIMITS } from '../protocol/fetch-messages.ts';
import { SOURCE_LIMITS } from '../protocol/limits.ts';
import { normalizeSourceDirectory } from '../protocol/source-path.ts';
import type { Room, Taken } from '../protocol/take-files.ts';
import { compareTrees } from './compare-trees.ts';
import type { FetchWork } from './fetch-work.ts';
import { fetchFailure } from './git-failure.ts';
import { listTree, type ListedFile, type TreeListing } from './list-tree.ts';
import type { ObjectReader } from './object-reader.ts';
import { selectFiles, type SizedFile } from './select-files.ts';
import { findFolder, readTreeOfCommit } from './tree-object.ts';
import { writeTree } from './write-tree.ts';

export interface ExportedTree {
  readonly files: number;
  readonly bytes: number;
  readonly skipped: readonly SkippedFile[];
}

export interface ExportedTrees {
  readonly head: ExportedTree;
  /** Null without a base. */
  readonly base: ExportedTree | null;
  readonly changed: readonly ChangedFile[];
}

const EMPTY: TreeListing = { files: [], skipped: [], isCut: false };

/**
 * Writes head, and base where there is one, as plain trees. The folder under review comes first and must fit; of the
 * rest of the repository, which is context, comes what still fits, and the coverage names what does not.
 * @throws CodedError `source_commit_missing`, `source_directory_missing`, `source_too_large`, `source_malformed`
 */
export async function exportTrees(work: FetchWork, reader: ObjectReader): Promise<ExportedTrees> {
  const { head, base, directory } = work.request;
  const folder = normalizeSourceDirectory(directory);
  if (folder === undefined) throw fetchFailure('source_directory_missing', 'no such folder can be in a source');
  const headTree = await treeOf(reader, head);
  const headFolder = await findFolder(reader, headTree, folder);
  if (headFolder === null) throw fetchFailure('source_directory_missing', `commit ${head} has no folder ${folder ?? ''}`);
  const exportOne = (name: string, tree: string): Promise<ExportedTree> => exportTree(work, reader, { name, tree, folder });
  const exported = await exportOne('head', headTree);
  if (base === null) return { head: exported, base: null, changed: [] };
  const baseTree = await treeOf(reader, base);
  const baseFolder = await findFolder(reader, baseTree, folder);
  const changed = await compareTrees(reader, { path: folder ?? '', base: baseFolder, head: headFolder });
  return { head: exported, base: await exportOne('base', baseTree), changed };
}

async function treeOf(reader: ObjectReader, commit: string): Promise<string> {
  const tree = await readTreeOfCommit(reader, commit);
  if (tree === null) throw fetchFailure('source_commit_missing', `the server did not send commit ${commit}`);
  return tree;
}

interface TreePlan {
  readonly name: string;
  readonly tree: string;
  readonly folder: string | null;
}

async function exportTree(work: FetchWork, reader: ObjectReader, { name, tree, folder }: TreePlan): Promise<ExportedTree> {
  const { files, treeBytes } = work.request.limits;
  const maxEntries = files + SOURCE_LIMITS.skipped;
  const scopeTree = await findFolder(reader, tree, folder);
  // In the base, the folder may not be there yet.
  const scope = scopeTree === null ? EMPTY : await listTree(reader, { folder: { path: folder ?? '', id: scopeTree }, without: null, maxEntries });
  const inside = await select(reader, scope.files, { files, bytes: treeBytes });
  if (scope.isCut || inside.isFull) throw fetchFailure('source_too_large', `more than ${files} files or ${treeBytes} bytes${folder === null ? '' : ` in ${folder}`}`);
  const context = folder === null ? EMPTY : await listTree(reader, { folder: { path: '', id: tree }, without: folder, maxEntries });
  const outside = await select(reader, context.files, { files: files - inside.files.length, bytes: treeBytes - inside.bytes });
  const chosen = [...inside.files, ...outside.files];
  work.report({ kind: 'progress', step: `Writing ${name}`, files: chosen.length });
  const doubtful = await writeTree(reader, join(work.target, name), chosen);
  const rest: SkippedFile[] = context.isCut ? [{ file: '(more files outside of the folder)', reason: 'too_many_files' }] : [];
  const dropped = new Set(doubtful.filter(({ reason }) => reason === 'link_outside').map(({ file }) => file));
  const written = chosen.filter(({ path }) => !dropped.has(path));
  return {
    files: written.length,
    bytes: written.reduce((sum, { size }) => sum + size, 0),
    skipped: [...scope.skipped, ...inside.skipped, ...doubtful, ...rest, ...context.skipped, ...outside.skipped],
  };
}

async function select(reader: ObjectReader, files: readonly ListedFile[], room: Omit<Room, 'fileBytes'>): Promise<Taken<SizedFile>> {
  return selectFiles(files, await reader.describe(files.map(({ id }) => id)), { ...room, fileBytes: FETCH_LIMITS.fileBytes });
}
