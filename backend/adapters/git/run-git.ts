import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { parse } from 'node:path';
import { CodedError } from '../../core/coded-error.ts';
import type { GitCall } from '../../ports/git-runner.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';
import { gitEnvironment, gitSettings } from './git-environment.ts';
import { parseGitProgress, summarizeGitFailure } from './git-messages.ts';

/** Kept of standard error: the end, where git says what went wrong. */
const MAX_ERROR_TEXT = 64 * 1024;

/**
 * Runs git without a shell, in a configuration of its own, within the call's limits of time and output.
 * Ends git with all its helpers (transport processes) when a limit is reached or the signal aborts.
 * @throws PortError `git_missing`, `git_failed`, `git_timeout` (retryable) or `cancelled`
 */
export function runGit(call: GitCall): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (call.signal?.aborted === true) {
      reject(failure('cancelled', 'The git command was cancelled.'));
      return;
    }
    const directory = call.gitDirectory === null ? [] : [`--git-dir=${call.gitDirectory}`];
    // A process group of its own: a hanging transport helper must end together with git.
    const child = spawn('git', [...gitSettings(call), ...directory, ...call.args], {
      // Not where the caller stands: a repository there would bring its own configuration.
      cwd: parse(process.cwd()).root,
      env: gitEnvironment(call, process.env), detached: process.platform !== 'win32', windowsHide: true, stdio: 'pipe',
    });
    watch(child, call, { resolve, reject });
  });
}

interface Settle {
  resolve(output: Buffer): void;
  reject(error: Error): void;
}

function watch(child: ChildProcessWithoutNullStreams, call: GitCall, settle: Settle): void {
  const output: Buffer[] = [];
  let size = 0;
  let stopped: CodedError | null = null;
  const stop = (error: CodedError) => {
    stopped ??= error;
    endGroup(child);
  };
  const timer = setTimeout(() => { stop(failure('git_timeout', `git took longer than ${call.timeoutMs} ms.`, true)); }, call.timeoutMs);
  const onAbort = () => { stop(failure('cancelled', 'The git command was cancelled.')); };
  call.signal?.addEventListener('abort', onAbort, { once: true });
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > call.maxOutputBytes) stop(failure('git_failed', `git answered more than ${call.maxOutputBytes} bytes.`));
    else output.push(chunk);
  });
  const errorText = collectErrors(child, call);
  const finish = (error: CodedError | null) => {
    clearTimeout(timer);
    call.signal?.removeEventListener('abort', onAbort);
    if (error === null) settle.resolve(Buffer.concat(output, size));
    else settle.reject(error);
  };
  child.on('error', (error: NodeJS.ErrnoException) => {
    finish(failure(error.code === 'ENOENT' ? 'git_missing' : 'git_failed', 'git could not be started.'));
  });
  child.on('close', (code) => {
    if (stopped !== null || code === 0 || (code !== null && call.acceptedStatus?.includes(code) === true)) finish(stopped);
    else finish(failure('git_failed', summarizeGitFailure(errorText()) || `git ended with status ${String(code)}.`, true));
  });
  // EPIPE: git ended before it read everything; its exit status says why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(call.input ?? '');
}

function collectErrors(child: ChildProcessWithoutNullStreams, call: GitCall): () => string {
  let text = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (chunk: string) => {
    text = (text + chunk).slice(-MAX_ERROR_TEXT);
    const line = chunk.split(/[\r\n]+/).findLast((part) => parseGitProgress(part) !== null);
    const progress = line === undefined ? null : parseGitProgress(line);
    if (progress !== null) call.onProgress?.(progress.phase, progress.percent);
  });
  return () => text;
}

function endGroup(child: ChildProcessWithoutNullStreams): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Already gone: nothing is left to end.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function failure(code: PortErrorCode, message: string, retryable = false): CodedError<PortErrorCode> {
  return new CodedError(code, message, { retryable });
}
