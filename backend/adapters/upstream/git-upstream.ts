import { rm } from 'node:fs/promises';
import { CodedError } from '../../core/coded-error.ts';
import { isPortError, type PortErrorCode } from '../../ports/port-error.ts';
import type { GitNetwork, GitProtocol, GitRunner } from '../../ports/git-runner.ts';
import type { Upstream, UpstreamProject, UpstreamWants } from '../../ports/upstream.ts';
import { watchFolder } from './bounded-folder.ts';
import { parseReferences } from './parse-references.ts';
import { openProjectCache } from './project-cache.ts';
import { ProjectRepository, type LocalGit } from './project-repository.ts';
import { toUpstreamError } from './to-upstream-error.ts';
import { UPSTREAM_LIMITS, type UpstreamLimits } from './upstream-limits.ts';

/** Where a project is really fetched from. */
export interface UpstreamLocation {
  readonly location: string;
  readonly protocol: GitProtocol;
}

export interface GitUpstreamOptions {
  readonly git: GitRunner;
  readonly cacheFolder: string;
  readonly network?: GitNetwork;
  readonly limits?: Partial<UpstreamLimits>;
  /** Another place for a project: a mirror. By default its own address, over https and nothing else. */
  readonly locate?: (project: string) => UpstreamLocation;
}

interface Place extends UpstreamLocation {
  readonly directory: string;
  readonly signal: AbortSignal;
}

/** Nothing is checked out of the cache, and ids are checked anyway: clumsy old objects must not cost a project its updates. */
const FETCH = [
  '-c', 'fetch.fsckObjects=false', '-c', 'transfer.fsckObjects=false', 'fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules',
  '--no-auto-maintenance', '--no-show-forced-updates', '--force', '--filter=blob:none', 'origin',
];

/** Projects over git: one list of references a question, and one cached history without file contents a project. */
export function createGitUpstream(options: GitUpstreamOptions): Upstream {
  return new GitUpstream(options);
}

class GitUpstream implements Upstream {
  readonly #options: GitUpstreamOptions;
  readonly #limits: UpstreamLimits;

  constructor(options: GitUpstreamOptions) {
    this.#options = options;
    this.#limits = { ...UPSTREAM_LIMITS, ...options.limits };
  }

  async listReferences(project: string, { signal }: { readonly signal: AbortSignal }): ReturnType<Upstream['listReferences']> {
    const { location, protocol } = this.#locate(project);
    const answer = await this.#ask({ args: ['ls-remote', '--symref', '--', location], gitDirectory: null, protocols: [protocol], timeoutMs: this.#limits.listMs, signal });
    return parseReferences(answer);
  }

  async open(project: string, wants: UpstreamWants, { signal }: { readonly signal: AbortSignal }): Promise<UpstreamProject> {
    const { location, protocol } = this.#locate(project);
    const { directory, isNew } = await openProjectCache(this.#options.cacheFolder, location);
    const place = { location, protocol, directory, signal };
    try {
      return await this.#fill(place, wants, isNew);
    } catch (error) {
      // An earlier run may have ended in the middle of a write: what is cached can be had again.
      if (isNew || !isPortError(error) || error.code !== 'git_failed') throw error;
      await rm(directory, { recursive: true, force: true });
      await openProjectCache(this.#options.cacheFolder, location);
      return this.#fill(place, wants, true);
    }
  }

  async #fill(place: Place, { heads, commits }: UpstreamWants, isEmpty: boolean): Promise<UpstreamProject> {
    const git: LocalGit = (args, input) =>
      this.#ask({ args, gitDirectory: place.directory, timeoutMs: this.#limits.localMs, signal: place.signal, ...(input === undefined ? {} : { input }) });
    const wanted = [...new Set([...heads, ...commits])];
    const absent = new Set(isEmpty ? wanted : await listMissing(git, wanted));
    const missing = heads.filter((head) => absent.has(head));
    if (missing.length > 0) await this.#fetch(place, missing.map(toRefspec));
    const unseen = absent.size === 0 ? [] : await listMissing(git, commits);
    // One at a time: a project that does not give out one of them refuses them all.
    for (const commit of unseen) await this.#fetchIfThere(place, commit);
    const known = new Set(wanted.filter((commit) => !unseen.includes(commit)));
    const fetchAll = (): Promise<void> => this.#fetch(place, ['+refs/heads/*:refs/all/heads/*', '+refs/tags/*:refs/all/tags/*', '--prune']);
    return new ProjectRepository({ git, fetchAll, known, limits: this.#limits });
  }

  async #fetchIfThere(place: Place, commit: string): Promise<void> {
    try {
      await this.#fetch(place, [toRefspec(commit)]);
    } catch (error) {
      if (!isPortError(error) || !isRefusal(error.message)) throw error;
    }
  }

  async #fetch(place: Place, refspecs: readonly string[]): Promise<void> {
    const watch = watchFolder(place.directory, this.#limits.cacheBytes);
    try {
      const options = refspecs.filter((text) => text.startsWith('--'));
      const args = [...FETCH.slice(0, -1), ...options, ...FETCH.slice(-1), ...refspecs.filter((text) => !text.startsWith('--'))];
      await this.#ask({ args, gitDirectory: place.directory, protocols: [place.protocol], timeoutMs: this.#limits.fetchMs, signal: AbortSignal.any([place.signal, watch.signal]) });
    } catch (error) {
      if (watch.isTooLarge()) throw new CodedError<PortErrorCode>('upstream_malformed', 'The history of the project is too large.');
      throw error;
    } finally {
      watch.stop();
    }
  }

  async #ask(call: Omit<Parameters<GitRunner>[0], 'maxOutputBytes'>): Promise<string> {
    const { git, network } = this.#options;
    try {
      return (await git({ ...call, maxOutputBytes: this.#limits.outputBytes, ...(network === undefined ? {} : { network }) })).toString('utf8');
    } catch (error) {
      // Without a transport it was the cache that failed, not the project.
      throw call.protocols === undefined || isDamage(error) ? error : toUpstreamError(error);
    }
  }

  #locate(project: string): UpstreamLocation {
    return this.#options.locate?.(project) ?? { location: project, protocol: 'https' };
  }
}

/** Kept under its own id: what was seen once stays, wherever branches go, until the cache is deleted. */
function toRefspec(commit: string): string {
  return `+${commit}:refs/seen/${commit}`;
}

/** The server is there and does not have (or give) the object. */
function isRefusal(message: string): boolean {
  return /not our ref|unadvertised object|no such remote ref|bad object|did not send all necessary objects/i.test(message);
}

function isDamage(error: unknown): boolean {
  return error instanceof CodedError && error.code === 'git_failed' && /(?:loose|packed) object|is corrupt|unable to (?:read|open)|missing blob/i.test(error.message);
}

async function listMissing(git: LocalGit, commits: readonly string[]): Promise<readonly string[]> {
  if (commits.length === 0) return [];
  const lines = (await git(['cat-file', '--batch-check=%(objecttype)'], `${commits.join('\n')}\n`)).split('\n');
  return commits.filter((_, index) => lines[index] !== 'commit');
}
