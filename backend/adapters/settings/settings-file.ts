import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CodedError } from '../../core/coded-error.ts';
import type { SettingsFile } from '../../ports/settings-file.ts';

const MAX_SETTINGS_BYTES = 4 * 1024 * 1024;

/** A settings file that is replaced whole: written beside itself, flushed, then renamed; readable by its owner only. */
export function createSettingsFile(path: string): SettingsFile {
  return {
    read: () => readSettings(path),
    write: async (text) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        await replaceFile(path, text);
      } catch (cause) {
        throw new CodedError(codeOf(cause) === 'ENOSPC' ? 'store_full' : 'store_unavailable', 'The settings could not be written.', { cause });
      }
    },
    remove: () => rm(path, { force: true }),
  };
}

async function readSettings(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8');
    if (text.length > MAX_SETTINGS_BYTES) throw new CodedError('file_unreadable', 'The settings file is larger than 4 MiB.');
    return text;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    if (cause instanceof CodedError) throw cause;
    throw new CodedError('file_unreadable', 'The settings file cannot be read.', { cause });
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
