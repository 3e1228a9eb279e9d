import { readFile, stat } from 'node:fs/promises';
import { CodedError } from '../core/coded-error.ts';

const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** A text file that a person named. Throws `file_unreadable`. */
export async function readTextFile(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) throw new CodedError('file_unreadable', `${path} is larger than 4 MiB.`);
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw new CodedError('file_unreadable', `${path} cannot be read.`, { cause });
  }
}
