import { rm } from 'node:fs/promises';
import type { GitCall, GitNetwork, GitRunner } from '../../ports/git-runner.ts';
import { CodedError } from '../../core/coded-error.ts';
import { isPortError, type PortErrorCode } from '../../ports/port-error.ts';
import type { CatalogSource } from './catalog-source.ts';

/** Limits of time and output. A real clone has 20 MB and takes seconds; ten times that must pass. */
export interface GitLimits {
  readonly cloneMs: number;
  readonly fetchMs: number;
  readonly localMs: number;
  readonly outputBytes: number;
}

export const GIT_LIMITS: GitLimits = { cloneMs: 600_000, fetchMs: 120_000, localMs: 60_000, outputBytes: 256 * 1024 * 1024 };

export type Progress = (phase: string, percent: number | null) => void;

/** What fetching needs. */
export interface FetchOptions {
  readonly source: CatalogSource;
  readonly network?: GitNetwork;
  readonly signal: AbortSignal;
  readonly onProgress: Progress;
  readonly timeoutMs: number;
}

const FETCHED = 'refs/registry/fetched';
/** Keeps the objects of the head that is served. */
const ADOPTED = 'refs/registry/adopted';
const COMMIT = /^[0-9a-f]{40}$/;

/** The bare repository in the data folder. */
export class GitRepository {
  readonly #run: GitRunner;
  readonly #directory: string;
  readonly #limits: GitLimits;

  constructor(run: GitRunner, directory: string, limits: GitLimits) {
    this.#run = run;
    this.#directory = directory;
    this.#limits = limits;
  }

  /** Runs a local command: no transport is allowed. */
  git(args: readonly string[], input?: string): Promise<Buffer> {
    return this.#call({ args, timeoutMs: this.#limits.localMs, ...(input === undefined ? {} : { input }) });
  }

  async create(): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true });
    await this.#call({ args: ['init', '--quiet', '--bare', '--template=', '--', this.#directory], gitDirectory: null, timeoutMs: this.#limits.localMs });
  }

  /** Fetches the branch with its whole history and answers its head; adopts nothing. */
  async fetch({ source, network, signal, onProgress, timeoutMs }: FetchOptions): Promise<string> {
    const refspec = `+refs/heads/${source.branch}:${FETCHED}`;
    const args = ['fetch', '--progress', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance', '--', source.location, refspec];
    try {
      await this.#call({ args, timeoutMs, signal, onProgress, protocols: [source.protocol], ...(network === undefined ? {} : { network }) });
    } catch (error) {
      throw toCatalogError(error);
    }
    return this.#resolve(FETCHED);
  }

  async #resolve(ref: string): Promise<string> {
    const head = (await this.git(['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`])).toString('latin1').trim();
    if (!COMMIT.test(head)) throw new CodedError<PortErrorCode>('git_failed', 'The head of the catalog is not a SHA-1 commit.');
    return head;
  }

  /** Whether `older` is there and `newer` descends from it (or is it). */
  async descends(newer: string, older: string): Promise<boolean> {
    const found = (await this.git(['cat-file', '--batch-check'], `${older}\n`)).toString('latin1');
    if (!found.startsWith(`${older} commit `)) return false;
    return (await this.git(['rev-list', '--max-count=1', older, `^${newer}`])).length === 0;
  }

  async adopt(head: string): Promise<void> {
    await this.git(['update-ref', ADOPTED, head]);
    // Hourly fetches leave loose objects; git packs them once there are some thousand.
    await this.git(['-c', 'gc.auto=4000', 'gc', '--auto', '--quiet']);
  }

  /** Whether everything that was fetched can be read. */
  async isSound(): Promise<boolean> {
    try {
      await this.git(['rev-parse', '--verify', '--quiet', `${ADOPTED}^{commit}`]);
      await this.git(['fsck', '--no-dangling', '--no-progress', '--no-reflogs']);
      return true;
    } catch (error) {
      if (isPortError(error) && error.code === 'git_failed') return false;
      throw error;
    }
  }

  #call(call: Omit<GitCall, 'gitDirectory' | 'maxOutputBytes'> & { readonly gitDirectory?: null }): Promise<Buffer> {
    return this.#run({ gitDirectory: this.#directory, maxOutputBytes: this.#limits.outputBytes, ...call });
  }
}

function toCatalogError(error: unknown): unknown {
  if (!isPortError(error) || error.code !== 'git_failed') return error;
  const code = codeOfFailure(error.message);
  return code === null ? error : new CodedError<PortErrorCode>(code, error.message, { cause: error, retryable: true });
}

/** git tells these apart by words alone (spoken in the C locale). */
function codeOfFailure(message: string): PortErrorCode | null {
  if (/couldn't find remote ref/.test(message)) return 'catalog_unavailable';
  if (/does not appear to be a git repository|is this a git repository|not a git repository/.test(message)) return 'catalog_not_a_repository';
  return null;
}
