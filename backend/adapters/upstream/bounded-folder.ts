import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const LOOK_EVERY_MS = 500;

export interface FolderWatch {
  /** Aborts once the folder is too large. */
  readonly signal: AbortSignal;
  isTooLarge(): boolean;
  stop(): void;
}

/** Watches the packs of a repository grow: git has no limit of its own for what a fetch receives. */
export function watchFolder(directory: string, maxBytes: number): FolderWatch {
  const over = new AbortController();
  const look = async (): Promise<void> => {
    if ((await sizeOf(join(directory, 'objects', 'pack'))) > maxBytes) over.abort();
  };
  const timer = setInterval(() => { void look(); }, LOOK_EVERY_MS);
  timer.unref();
  return { signal: over.signal, isTooLarge: () => over.signal.aborted, stop: () => { clearInterval(timer); } };
}

async function sizeOf(folder: string): Promise<number> {
  // Not there yet, or a file that git has just renamed: nothing to count.
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).then(({ size }) => size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
