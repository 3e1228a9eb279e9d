import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../../core/coded-error.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';

export interface LockTimes {
  /** The holder shows that it is alive. */
  readonly beatMs: number;
  /** Without a beat for that long, the holder has crashed. */
  readonly staleMs: number;
  /** A waiting process looks again. */
  readonly pollMs: number;
}

export const LOCK_TIMES: LockTimes = { beatMs: 5_000, staleMs: 60_000, pollMs: 200 };

/**
 * Runs `work` while no other process (or other call) holds the lock file `path`. The file's time, not a process id,
 * tells a crashed holder: ids mean nothing across containers that share a volume.
 * @throws PortError `cancelled` when the signal aborts while waiting
 */
export async function withFolderLock<T>(path: string, options: { readonly signal: AbortSignal; readonly times: LockTimes }, work: () => Promise<T>): Promise<T> {
  const token = randomBytes(12).toString('hex');
  while (!(await acquire(path, token))) {
    await removeStale(path, options.times.staleMs);
    await sleep(options.times.pollMs);
    if (options.signal.aborted) throw new CodedError<PortErrorCode>('cancelled', 'Waiting for the catalog was cancelled.');
  }
  const beat = setInterval(() => {
    // Without this beat a waiting process at worst takes over; every write is atomic, so nothing is damaged by that.
    utimes(path, new Date(), new Date()).catch(() => undefined);
  }, options.times.beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if ((await readToken(path)) === token) await rm(path, { force: true });
  }
}

async function acquire(path: string, token: string): Promise<boolean> {
  try {
    await writeFile(path, token, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Moves a stale lock away first: of two processes that see it, one moves it; a fresh one that was hit is put back. */
async function removeStale(path: string, staleMs: number): Promise<void> {
  if (!(await isStale(path, staleMs))) return;
  const moved = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, moved);
    if (!(await isStale(moved, staleMs))) await link(moved, path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT') && !isErrno(error, 'EEXIST')) throw error;
  } finally {
    await rm(moved, { force: true });
  }
}

async function isStale(path: string, staleMs: number): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > staleMs;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}

async function readToken(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
