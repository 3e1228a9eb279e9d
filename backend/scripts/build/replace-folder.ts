import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';

/** Puts a new folder (or file) where an old one may be. Does nothing where there is no new one. */
export async function replaceFolder(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  const old = `${to}.old`;
  await rm(old, { recursive: true, force: true });
  if (existsSync(to)) await rename(to, old);
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
}
