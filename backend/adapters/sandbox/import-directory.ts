import { randomUUID } from 'node:crypto';
import { pack as createPack, type Pack } from 'tar-stream';
import { CodedError } from '../../core/coded-error.ts';
import type { SkippedFile } from '../../core/review/coverage.ts';
import type { ChangedFile } from '../../core/review/scope.ts';
import type { FetchedSource, SandboxCall, SourceRequest } from '../../ports/sandbox.ts';
import { FETCH_LIMITS } from '../../sandboxed/protocol/fetch-messages.ts';
import { SOURCE_LIMITS } from '../../sandboxed/protocol/limits.ts';
import { isLinkInside, normalizeSourceDirectory, type PathKind } from '../../sandboxed/protocol/source-path.ts';
import { takeFiles } from '../../sandboxed/protocol/take-files.ts';
import { BOX_LABELS, BOX_NAME_PREFIX } from './box-labels.ts';
import type { BoxMaker } from './box.ts';
import { listDirectory, type LocalFile } from './list-directory.ts';
import { packDirectory, type PackedTree } from './pack-directory.ts';

export interface ImportPlan {
  readonly boxes: BoxMaker;
  readonly run: string;
}

interface Chosen {
  readonly root: string;
  readonly files: readonly LocalFile[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * Copies folders of this machine into a new volume, which belongs to the run and is never reused.
 * @throws CodedError `source_directory_missing`, `source_too_large`, `sandbox_*`, `engine_*`, `cancelled`
 */
export async function importDirectory({ boxes, run }: ImportPlan, request: Extract<SourceRequest, { kind: 'directory' }>, call: SandboxCall): Promise<FetchedSource> {
  const directory = normalizeSourceDirectory(request.directory);
  if (directory === undefined) throw new CodedError('source_directory_missing', 'No such folder can be in a source.');
  call.onProgress?.({ step: 'Reading the folder', filesRead: 0, usage: null });
  const head = await choose(request.head, directory, call.signal);
  if (directory !== null && !head.files.some(({ path }) => path.startsWith(`${directory}/`))) throw new CodedError('source_directory_missing', 'The folder has no such folder in it.');
  const base = request.base === null ? null : await choose(request.base, directory, call.signal);
  const volume = `${BOX_NAME_PREFIX}import-${randomUUID()}`;
  await boxes.createVolume(volume, { [BOX_LABELS.run]: run });
  try {
    const packed = await fill({ boxes, volume, head, base, call });
    return toSource({ volume, directory, head, base, ...packed });
  } catch (error) {
    await boxes.removeVolume(volume);
    throw error;
  }
}

/** The folder under review first, which must fit; then what else fits. */
async function choose(root: string, directory: string | null, signal: AbortSignal): Promise<Chosen> {
  const listing = await listDirectory(root, signal);
  const isInScope = ({ path }: LocalFile): boolean => directory === null || path.startsWith(`${directory}/`);
  const room = { files: SOURCE_LIMITS.files, bytes: SOURCE_LIMITS.treeBytes, fileBytes: FETCH_LIMITS.fileBytes };
  const scope = takeFiles(listing.files.filter(isInScope), room);
  if (scope.isFull) throw new CodedError('source_too_large', `The folder holds more than ${room.files} files or ${room.bytes} bytes.`);
  const rest = takeFiles(listing.files.filter((file) => !isInScope(file)), { ...room, files: room.files - scope.files.length, bytes: room.bytes - scope.bytes });
  const taken = [...scope.files, ...rest.files];
  const kinds = toKinds(taken);
  const isSafe = (file: LocalFile): boolean => file.kind === 'file' || isLinkInside(file.path, (path) => kinds.get(path) ?? null);
  const outside = taken.filter((file) => !isSafe(file)).map(({ path }): SkippedFile => ({ file: path, reason: 'link_outside' }));
  return { root, files: taken.filter(isSafe), skipped: [...listing.skipped, ...outside, ...scope.skipped, ...rest.skipped] };
}

function toKinds(files: readonly LocalFile[]): Map<string, PathKind> {
  const kinds = new Map<string, PathKind>();
  for (const file of files) {
    const names = file.path.split('/');
    for (let depth = 1; depth < names.length; depth += 1) kinds.set(names.slice(0, depth).join('/'), 'folder');
    kinds.set(file.path, file.kind === 'file' ? 'file' : { link: file.target });
  }
  return kinds;
}

interface Packed {
  readonly headTree: PackedTree;
  readonly baseTree: PackedTree | null;
}

interface Filling {
  readonly boxes: BoxMaker;
  readonly volume: string;
  readonly head: Chosen;
  readonly base: Chosen | null;
  readonly call: SandboxCall;
}

async function fill({ boxes, volume, head, base, call }: Filling): Promise<Packed> {
  const pack = createPack();
  const writing = write(pack, head, base);
  // Its own failure is the reason for the engine's, which sees a stream that breaks off.
  const filled = boxes.fillVolume(volume, toBytes(pack), call).catch((error: unknown) => {
    pack.destroy();
    throw error;
  });
  const [written, sent] = await Promise.allSettled([writing, filled]);
  if (sent.status === 'rejected') throw sent.reason;
  if (written.status === 'rejected') throw written.reason;
  return written.value;
}

async function* toBytes(pack: Pack): AsyncGenerator<Uint8Array> {
  for await (const part of pack) if (part instanceof Uint8Array) yield part;
}

async function write(pack: Pack, head: Chosen, base: Chosen | null): Promise<Packed> {
  try {
    const headTree = await packDirectory(pack, { ...head, name: 'head' });
    const baseTree = base === null ? null : await packDirectory(pack, { ...base, name: 'base' });
    pack.finalize();
    return { headTree, baseTree };
  } catch (error) {
    pack.destroy(error instanceof Error ? error : null);
    throw error;
  }
}

interface Imported extends Packed {
  readonly volume: string;
  readonly directory: string | null;
  readonly head: Chosen;
  readonly base: Chosen | null;
}

function toSource({ volume, directory, head, base, headTree, baseTree }: Imported): FetchedSource {
  const skipped = [...head.skipped, ...headTree.skipped, ...(base?.skipped ?? []), ...(baseTree?.skipped ?? [])];
  const once = [...new Map(skipped.map((entry) => [`${entry.reason} ${entry.file}`, entry])).values()];
  return {
    volume,
    scope: {
      mode: baseTree === null ? 'full' : 'differential', project: null, head: null, base: null, directory,
      commits: [], isBaseAncestor: null, changedFiles: baseTree === null ? [] : compare(baseTree, headTree, directory),
    },
    coverage: { files: headTree.files, bytes: headTree.bytes, skipped: once.slice(0, SOURCE_LIMITS.skipped) },
  };
}

function compare(base: PackedTree, head: PackedTree, directory: string | null): ChangedFile[] {
  const paths = [...new Set([...base.hashes.keys(), ...head.hashes.keys()])].filter((path) => directory === null || path.startsWith(`${directory}/`));
  const changes = paths.flatMap((path): ChangedFile[] => {
    const [before, after] = [base.hashes.get(path), head.hashes.get(path)];
    if (before === after) return [];
    return [{ path, change: before === undefined ? 'added' : after === undefined ? 'removed' : 'modified' }];
  });
  return changes.sort((one, other) => (one.path < other.path ? -1 : 1)).slice(0, SOURCE_LIMITS.changedFiles);
}
