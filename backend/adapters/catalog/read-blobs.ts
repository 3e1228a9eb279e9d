import { CodedError } from '../../core/coded-error.ts';
import { ENTRY_LIMITS } from '../../core/pin/entry-document.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';
import type { GitRepository } from './git-repository.ts';

/** Read at a time: keeps memory level, however long the history is. */
const CHUNK_BYTES = 1024 * 1024;
/** UTF-8 takes up to three bytes a UTF-16 unit: more cannot be a valid entry. */
const MAX_BLOB_BYTES = ENTRY_LIMITS.length * 3;

/**
 * Calls `visit` with the text of each blob in the given order, without holding more than a chunk of them; with null
 * where no blob is given or where it is larger than any entry.
 * @throws PortError of the git runner, `git_failed` where a blob is missing
 */
export async function readBlobs(repository: GitRepository, blobs: readonly (string | null)[], visit: (index: number, text: string | null) => void): Promise<void> {
  const sizes = await readSizes(repository, blobs.filter((blob) => blob !== null));
  let chunk: (string | null)[] = [];
  let bytes = 0;
  let first = 0;
  for (const blob of blobs) {
    const size = blob === null ? undefined : sizes.get(blob);
    const readable = size !== undefined && size <= MAX_BLOB_BYTES;
    chunk.push(readable ? blob : null);
    bytes += readable ? size : 0;
    if (bytes < CHUNK_BYTES) continue;
    (await readTexts(repository, chunk)).forEach((text, index) => { visit(first + index, text); });
    first += chunk.length;
    chunk = [];
    bytes = 0;
  }
  (await readTexts(repository, chunk)).forEach((text, index) => { visit(first + index, text); });
}

async function readTexts(repository: GitRepository, chunk: readonly (string | null)[]): Promise<readonly (string | null)[]> {
  const wanted = chunk.filter((blob) => blob !== null);
  const output = wanted.length === 0 ? Buffer.alloc(0) : await repository.git(['cat-file', '--batch', '--buffer'], `${wanted.join('\n')}\n`);
  let position = 0;
  return chunk.map((blob) => {
    if (blob === null) return null;
    const start = output.indexOf(0x0a, position) + 1;
    const [id, type, size] = output.toString('latin1', position, Math.max(start - 1, position)).split(' ');
    if (id !== blob || type !== 'blob') throw missing();
    const end = start + Number(size);
    position = end + 1;
    return output.toString('utf8', start, end);
  });
}

async function readSizes(repository: GitRepository, blobs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (blobs.length === 0) return new Map();
  const output = await repository.git(['cat-file', '--batch-check=%(objecttype) %(objectsize)', '--buffer'], `${blobs.join('\n')}\n`);
  const lines = output.toString('latin1').split('\n');
  return new Map(blobs.map((blob, index) => {
    const size = /^blob (\d+)$/.exec(lines[index] ?? '')?.[1];
    if (size === undefined) throw missing();
    return [blob, Number(size)];
  }));
}

function missing(): CodedError<PortErrorCode> {
  return new CodedError('git_failed', 'An object of the catalog is missing or damaged.', { retryable: true });
}
