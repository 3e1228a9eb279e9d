import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { CodedError } from '../../core/coded-error.ts';
import { decodeUtf8 } from '../../core/json/utf8.ts';
import type { CollectedFile, FileProblem } from '../protocol/agent-messages.ts';

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK, O_DIRECTORY } = constants;

/**
 * Takes a file that an untrusted program left: a regular file of one name, not larger than `maxBytes`, in UTF-8. Links are not
 * followed, neither at its end nor as the folder itself, and a pipe is not waited for.
 */
export async function collectFile(folder: string, name: string, maxBytes: number): Promise<CollectedFile> {
  try {
    const place = await open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    try {
      // Through the opened folder: whatever its path leads to by now, this is the one that was looked at.
      const file = await open(`/proc/self/fd/${place.fd}/${name}`, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
      try {
        return await readRegular(file, maxBytes);
      } finally {
        await file.close();
      }
    } finally {
      await place.close();
    }
  } catch (error) {
    return { state: 'refused', problem: toProblem(error) };
  }
}

async function readRegular(file: FileHandle, maxBytes: number): Promise<CollectedFile> {
  const stat = await file.stat();
  if (!stat.isFile()) return refused('not_regular');
  if (stat.nlink !== 1) return refused('linked');
  // Its size is what it says of itself; a sparse file says a terabyte.
  if (stat.size > maxBytes) return refused('too_large');
  const buffer = Buffer.alloc(maxBytes + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < buffer.length; length += read) read = (await file.read(buffer, length, buffer.length - length, length)).bytesRead;
  if (length > maxBytes) return refused('too_large');
  const bytes = buffer.subarray(0, length);
  decodeUtf8(bytes);
  return { state: 'read', content: bytes.toString('base64') };
}

function refused(problem: FileProblem): CollectedFile {
  return { state: 'refused', problem };
}

const PROBLEMS: Readonly<Record<string, FileProblem>> = { ENOENT: 'missing', ELOOP: 'linked', ENOTDIR: 'linked', ENXIO: 'not_regular', utf8_malformed: 'not_utf8' };

/** A failure of the file system has a code; anything else is a bug. */
function toProblem(error: unknown): FileProblem {
  if (error instanceof CodedError) return PROBLEMS[String(error.code)] ?? 'unreadable';
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return PROBLEMS[error.code] ?? 'unreadable';
  throw error;
}
