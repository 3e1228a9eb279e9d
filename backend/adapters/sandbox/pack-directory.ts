import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pack } from 'tar-stream';
import type { SkippedFile } from '../../core/review/coverage.ts';
import { FETCH_LIMITS } from '../../sandboxed/protocol/fetch-messages.ts';
import { isLfsPointer } from '../../sandboxed/protocol/source-path.ts';
import type { LocalFile } from './list-directory.ts';

/** Absent on Windows, where such links need rights that a repository does not give. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW | 0) | (constants.O_NONBLOCK | 0);
const EPOCH = new Date(0);

/** What went into the archive, to be compared with the other side: path → hash of content and kind. */
export interface PackedTree {
  readonly hashes: ReadonlyMap<string, string>;
  readonly files: number;
  readonly bytes: number;
  readonly skipped: readonly SkippedFile[];
}

export interface PackPlan {
  readonly root: string;
  /** `head` or `base`. */
  readonly name: string;
  readonly files: readonly LocalFile[];
}

/** Writes files of a folder into an archive: owned by root, with plain modes, without times. */
export async function packDirectory(pack: Pack, { root, name, files }: PackPlan): Promise<PackedTree> {
  const hashes = new Map<string, string>();
  const skipped: SkippedFile[] = [];
  const folders = new Set<string>();
  let bytes = 0;
  await addEntry(pack, { name: `${name}/`, type: 'directory', mode: 0o755 });
  for (const file of files) {
    for (const folder of listFolders(file.path)) {
      if (folders.has(folder)) continue;
      folders.add(folder);
      await addEntry(pack, { name: `${name}/${folder}/`, type: 'directory', mode: 0o755 });
    }
    const content = file.kind === 'file' ? await readPlain(join(root, file.path)) : Buffer.from(file.target);
    if (content === null) {
      skipped.push({ file: file.path, reason: 'unreadable' });
      continue;
    }
    const mode = file.kind === 'file' && file.isExecutable ? 0o755 : 0o644;
    if (file.kind === 'link') await addEntry(pack, { name: `${name}/${file.path}`, type: 'symlink', linkname: file.target, mode });
    else await addEntry(pack, { name: `${name}/${file.path}`, type: 'file', mode }, content);
    if (file.kind === 'file' && isLfsPointer(content)) skipped.push({ file: file.path, reason: 'lfs_pointer' });
    bytes += content.length;
    hashes.set(file.path, `${file.kind} ${mode} ${createHash('sha256').update(content).digest('hex')}`);
  }
  return { hashes, files: hashes.size, bytes, skipped };
}

interface EntryHead {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'symlink';
  readonly mode: number;
  readonly linkname?: string;
}

function addEntry(pack: Pack, head: EntryHead, content: Buffer = Buffer.alloc(0)): Promise<void> {
  return new Promise((resolve, reject) => {
    pack.entry({ ...head, uid: 0, gid: 0, mtime: EPOCH, size: content.length }, content, (error) => {
      if (error === null || error === undefined) resolve();
      else reject(error);
    });
  });
}

function listFolders(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_name, index) => names.slice(0, index + 1).join('/'));
}

/** Null for what is no longer the file that was listed, or may not be read. A FIFO would wait for ever, a device has no end. */
async function readPlain(path: string): Promise<Buffer | null> {
  const file = await open(path, FLAGS).catch(() => null);
  if (file === null) return null;
  try {
    const found = await file.stat();
    if (!found.isFile() || found.size > FETCH_LIMITS.fileBytes) return null;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(found.size), 0, found.size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
