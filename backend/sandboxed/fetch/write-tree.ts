import { closeSync, constants, fchmodSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SkippedFile } from '../../core/review/coverage.ts';
import { isLfsPointer, isLinkInside, type PathKind } from '../protocol/source-path.ts';
import type { ListedFile } from './list-tree.ts';
import type { ObjectReader } from './object-reader.ts';

/** A path that exists, even as a link, is an error: nothing is ever written over or through. */
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
const FOLDER_MODE = 0o755;

/**
 * Writes files as plain bytes with plain modes, then those links that stay inside of the tree. No attribute of the
 * repository acts on them: no filter, no end-of-line or encoding conversion, no `export-ignore`, no `export-subst`.
 * @returns what was left out, or is not what it seems
 */
export async function writeTree(reader: ObjectReader, root: string, files: readonly ListedFile[]): Promise<SkippedFile[]> {
  const skipped: SkippedFile[] = [];
  const kinds = new Map<string, PathKind>();
  const plain = files.filter(({ kind }) => kind !== 'link');
  const contents = reader.contents(plain.map(({ id }) => id));
  mkdirSync(root, { mode: FOLDER_MODE });
  for (const file of plain) {
    const next = await contents.next();
    if (next.done === true) break;
    makeFolders(root, file.path, kinds);
    kinds.set(file.path, 'file');
    writeFile(join(root, file.path), { content: next.value, mode: file.kind === 'executable' ? 0o755 : 0o644 });
    if (isLfsPointer(next.value)) skipped.push({ file: file.path, reason: 'lfs_pointer' });
  }
  const links = files.filter(({ kind }) => kind === 'link');
  return [...skipped, ...(await writeLinks(reader, { root, links, kinds }))];
}

interface LinkPlan {
  readonly root: string;
  readonly links: readonly ListedFile[];
  readonly kinds: Map<string, PathKind>;
}

/** Last, so that no file is written through a link. */
async function writeLinks(reader: ObjectReader, { root, links, kinds }: LinkPlan): Promise<SkippedFile[]> {
  const contents = reader.contents(links.map(({ id }) => id));
  const targets: { readonly path: string; readonly target: string }[] = [];
  for (const { path } of links) {
    const next = await contents.next();
    const content: Buffer = next.done === true ? Buffer.alloc(0) : next.value;
    const target = content.toString('utf8');
    const isText = content.length > 0 && !content.includes(0) && Buffer.from(target).equals(content);
    targets.push({ path, target: isText ? target : '/' });
  }
  const known = new Map(kinds);
  for (const { path, target } of targets) {
    for (const folder of listFolders(path)) known.set(folder, 'folder');
    known.set(path, { link: target });
  }
  const isInside = ({ path }: { readonly path: string }): boolean => isLinkInside(path, (place) => known.get(place) ?? null);
  const kept = targets.filter(isInside);
  for (const { path, target } of kept) {
    makeFolders(root, path, kinds);
    symlinkSync(target, join(root, path));
  }
  const names = new Set(kept.map(({ path }) => path));
  return targets.filter(({ path }) => !names.has(path)).map(({ path }) => ({ file: path, reason: 'link_outside' }));
}

function makeFolders(root: string, path: string, kinds: Map<string, PathKind>): void {
  for (const folder of listFolders(path)) {
    if (kinds.get(folder) === 'folder') continue;
    mkdirSync(join(root, folder), { mode: FOLDER_MODE });
    kinds.set(folder, 'folder');
  }
}

function listFolders(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_name, index) => names.slice(0, index + 1).join('/'));
}

function writeFile(path: string, { content, mode }: { content: Buffer; mode: number }): void {
  const file = openSync(path, CREATE, mode);
  try {
    for (let at = 0; at < content.length; ) at += writeSync(file, content, at);
    fchmodSync(file, mode);
  } finally {
    closeSync(file);
  }
}
