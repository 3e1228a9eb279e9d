import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gitEnvironment, gitSettings, type GitReach } from './git-environment.ts';
import { classifyGitFailure, fetchFailure, type FetchFailure } from './git-failure.ts';

const POLL_MS = 200;
const MAX_ERROR_TEXT = 16 * 1024;

export interface GitRun {
  readonly args: readonly string[];
  /** The bare repository that it works in. */
  readonly repository: string;
  readonly reach: GitReach;
  /** Milliseconds since the epoch, after which git is ended. */
  readonly deadline: number;
  readonly maxOutputBytes: number;
  /** Bytes that the repository's folder may grow to. */
  readonly maxRepositoryBytes: number;
  /** Where git writes the headers of its requests to. */
  readonly traceFile?: string;
  readonly signal?: AbortSignal;
  /** Exit statuses that are answers; 0 alone when absent. */
  readonly answers?: readonly number[];
}

export interface GitAnswer {
  readonly status: number;
  readonly output: Buffer;
}

/** Starts git in a repository with nothing of anybody's configuration. Standard streams are pipes. */
export function spawnGit(run: Pick<GitRun, 'args' | 'repository' | 'reach' | 'traceFile'>): ChildProcess {
  const trace = run.traceFile === undefined ? {} : { GIT_TRACE_CURL: run.traceFile, GIT_TRACE_CURL_NO_DATA: '1' };
  return spawn('git', [...gitSettings(), `--git-dir=${run.repository}`, ...run.args], {
    cwd: '/',
    env: { ...gitEnvironment(run.reach, process.env), ...trace },
    // A process group of its own: a hanging transport must end together with git.
    detached: true,
    stdio: 'pipe',
  });
}

/**
 * Runs git to its end within limits of time, output and disk.
 * @throws CodedError `source_unreachable` (also: too slow), `source_too_large`, `source_commit_missing`,
 *   `source_malformed`, `git_missing`
 */
export async function runGit(run: GitRun): Promise<GitAnswer> {
  const child = spawnGit(run);
  const reasons: FetchFailure[] = [];
  const stop = (failure: FetchFailure): void => {
    reasons.push(failure);
    endGit(child);
  };
  const onAbort = (): void => { stop(fetchFailure('source_unreachable', 'the fetch was given up')); };
  run.signal?.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => { stop(fetchFailure('source_unreachable', 'git did not end in time')); }, Math.max(0, run.deadline - Date.now()));
  const watch = watchSize(run, stop);
  try {
    const output = collect(child, run.maxOutputBytes, () => { stop(fetchFailure('source_too_large', 'git answered too much')); });
    const errors = collectEnd(child);
    child.stdin?.end();
    const [status, signal] = await toEnd(child);
    if (reasons[0] !== undefined) throw reasons[0];
    // Nobody else ends it but the kernel, when memory runs out.
    if (signal === 'SIGKILL') throw fetchFailure('source_too_large', 'git was ended for the memory that it took');
    if (status === null || !(run.answers ?? [0]).includes(status)) throw classifyGitFailure(errors() || `git ended with ${signal ?? String(status)}`);
    return { status, output: output() };
  } finally {
    clearTimeout(timer);
    run.signal?.removeEventListener('abort', onAbort);
    watch.stop();
  }
}

/** Ends git with all its helpers; safe to call again. */
export function endGit(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function toEnd(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.on('error', () => { reject(fetchFailure('git_missing', 'git could not be started')); });
    child.on('close', (status, signal) => { resolve([status, signal]); });
    // EPIPE: git ended before it read anything; its status says why.
    child.stdin?.on('error', () => undefined);
  });
}

function collect(child: ChildProcess, limit: number, onFlood: () => void): () => Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  child.stdout?.on('data', (part: Buffer) => {
    size += part.length;
    if (size > limit) onFlood();
    else parts.push(part);
  });
  return () => Buffer.concat(parts);
}

/** Keeps the end of standard error, where git says what went wrong. */
function collectEnd(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => { text = (text + part).slice(-MAX_ERROR_TEXT); });
  return () => text;
}

/** git has no limit for what a fetch brings, so the folder is measured while it grows. */
function watchSize({ repository, maxRepositoryBytes }: GitRun, stop: (failure: FetchFailure) => void): { stop(): void } {
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void measure(repository).then((bytes) => {
      isBusy = false;
      if (bytes > maxRepositoryBytes) stop(fetchFailure('source_too_large', `the server sent more than ${maxRepositoryBytes} bytes`));
    }, (error: unknown) => { stop(fetchFailure('source_malformed', `what was fetched cannot be measured: ${String(error)}`)); });
  }, POLL_MS);
  return { stop: () => { clearInterval(timer); } };
}

async function measure(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ifGone([]));
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(paths.map((path) => stat(path).then(({ size }) => size, ifGone(0))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** git renames and removes while it is measured. */
function ifGone<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}
