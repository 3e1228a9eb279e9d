import { mkdir } from 'node:fs/promises';
import { CodedError } from '../../core/coded-error.ts';
import type { Catalog, CatalogSnapshot, CatalogStatus } from '../../ports/catalog.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GitNetwork, GitRunner } from '../../ports/git-runner.ts';
import { isPortError, type PortError, type PortErrorCode } from '../../ports/port-error.ts';
import { CatalogFolder, type CatalogView } from './catalog-folder.ts';
import { parseCatalogSource } from './catalog-source.ts';
import { toDiskError } from './disk-error.ts';
import { LOCK_TIMES, withFolderLock, type LockTimes } from './folder-lock.ts';
import { GIT_LIMITS, type GitLimits, type Progress } from './git-repository.ts';
import { SharedRun, type RunCaller } from './shared-run.ts';

export interface GitCatalogOptions {
  /** Made when it is absent; each source and branch has a folder of its own in it. */
  readonly dataDirectory: string;
  /** An https URL, a directory with a repository, or a `file://` URL. */
  readonly source: string;
  readonly branch: string;
  readonly git: GitRunner;
  readonly clock: Clock;
  readonly network?: GitNetwork;
  readonly limits?: Partial<GitLimits>;
  readonly lockTimes?: LockTimes;
}

/** What another process fetched is seen after this time at the latest. */
const LOOK_AGAIN_AFTER_MS = 50;

/**
 * Opens the catalog of a source: reads what an earlier run left, without network.
 * @throws PortError `catalog_unavailable` for a source that is refused
 */
export async function openGitCatalog(options: GitCatalogOptions): Promise<Catalog> {
  const source = parseCatalogSource(options.source, options.branch);
  await mkdir(options.dataDirectory, { recursive: true });
  const folder = new CatalogFolder({
    dataDirectory: options.dataDirectory, source, git: options.git, limits: { ...GIT_LIMITS, ...options.limits },
    now: () => new Date(options.clock()).toISOString(), ...(options.network === undefined ? {} : { network: options.network }),
  });
  const catalog = new GitCatalog(folder, source.location, options.lockTimes ?? LOCK_TIMES);
  await catalog.load();
  return catalog;
}

/** git says of a clone that is damaged or gone what it says of an upstream that is. */
const MAY_MEAN_DAMAGE: ReadonlySet<PortErrorCode> = new Set(['git_failed', 'catalog_not_a_repository']);

class GitCatalog implements Catalog {
  readonly #folder: CatalogFolder;
  readonly #source: string;
  readonly #lockTimes: LockTimes;
  #view: CatalogView | null = null;
  #failure: PortError | null = null;
  #looked: { readonly at: number; readonly done: Promise<void> } | null = null;
  #run: SharedRun<CatalogStatus> | null = null;
  #progress: { readonly phase: string; readonly percent: number | null } = { phase: 'Starting', percent: null };

  constructor(folder: CatalogFolder, source: string, lockTimes: LockTimes) {
    this.#folder = folder;
    this.#source = source;
    this.#lockTimes = lockTimes;
  }

  status(): CatalogStatus {
    const view = this.#view;
    const known = {
      source: this.#source, fetchedAt: view?.state.fetchedAt ?? null, head: view?.state.head ?? null,
      serverCount: view?.snapshot.serverCount ?? 0, problems: view?.snapshot.problems ?? [],
    };
    if (view === null && this.#run !== null) return { ...known, state: 'loading', ...this.#progress };
    if (this.#failure !== null) return { ...known, state: view === null ? 'failed' : 'stale', code: this.#failure.code, detail: this.#failure.message };
    if (view === null) return { ...known, state: 'absent' };
    return view.state.pending === null ? { ...known, state: 'ready' } : { ...known, state: 'rewritten', pendingHead: view.state.pending.head };
  }

  async snapshot(): Promise<CatalogSnapshot> {
    await this.#look();
    if (this.#view !== null) return this.#view.snapshot;
    if (this.#run !== null) throw new CodedError<PortErrorCode>('catalog_loading', 'The catalog is being fetched for the first time.', { retryable: true });
    throw new CodedError<PortErrorCode>('catalog_unavailable', this.#failure?.message ?? 'The catalog was not fetched yet.', { cause: this.#failure, retryable: true });
  }

  async refresh(options: RunCaller): Promise<CatalogStatus> {
    while (this.#run?.aborted === true) await this.#run.ended();
    this.#run ??= new SharedRun((signal, onProgress) => this.#refresh(signal, onProgress));
    return this.#run.join(options);
  }

  async acceptRewrittenHead(head: string): Promise<CatalogStatus> {
    await withFolderLock(this.#folder.lockPath, { signal: AbortSignal.timeout(this.#lockTimes.staleMs), times: this.#lockTimes }, async () => {
      await this.load();
      const pending = this.#view?.state.pending ?? null;
      if (pending?.head !== head) throw new CodedError<PortErrorCode>('catalog_unavailable', 'That head is not (or no longer) waiting to be accepted.');
      this.#view = await this.#folder.acceptPending(pending);
      this.#failure = null;
    });
    return this.status();
  }

  /** Takes over what this or another process wrote last; a clone that cannot be read is a failure, not an error. */
  async load(): Promise<void> {
    const state = await this.#folder.readState();
    if (state === null || isSameState(state, this.#view?.state)) return;
    try {
      const view = await this.#folder.open(state);
      this.#view = view;
      this.#failure = null;
    } catch (thrown) {
      const error = toDiskError(thrown);
      if (!isPortError(error)) throw error;
      this.#failure = error;
    }
  }

  /** A sweep asks hundreds of times a second: one look at the state's file serves all who ask during it and just after. */
  async #look(): Promise<void> {
    if (this.#looked !== null && performance.now() - this.#looked.at < LOOK_AGAIN_AFTER_MS) return this.#looked.done;
    this.#looked = { at: performance.now(), done: this.load() };
    return this.#looked.done;
  }

  async #refresh(signal: AbortSignal, onProgress: Progress): Promise<CatalogStatus> {
    const report: Progress = (phase, percent) => {
      this.#progress = { phase, percent };
      onProgress(phase, percent);
    };
    const before = (await this.#folder.readState())?.fetchedAt ?? null;
    try {
      await withFolderLock(this.#folder.lockPath, { signal, times: this.#lockTimes }, async () => {
        await this.load();
        const after = this.#view?.state.fetchedAt ?? null;
        // While this one waited for the lock, another process fetched: nothing is left to do.
        if (this.#view === null || after === before) this.#view = await this.#fetch({ signal, onProgress: report });
      });
      this.#failure = null;
    } catch (thrown) {
      const error = toDiskError(thrown);
      if (!isPortError(error)) throw error;
      if (error.code !== 'cancelled') this.#failure = error;
      throw error;
    } finally {
      this.#run = null;
    }
    return this.status();
  }

  async #fetch(fetching: { readonly signal: AbortSignal; readonly onProgress: Progress }): Promise<CatalogView> {
    const state = await this.#folder.readState();
    if (state === null) return this.#folder.clone(null, fetching);
    try {
      return await this.#folder.update(this.#view ?? (await this.#folder.open(state)), fetching);
    } catch (error) {
      if (!isPortError(error) || !MAY_MEAN_DAMAGE.has(error.code) || (await this.#folder.isSound())) throw error;
      return this.#folder.clone(state, fetching);
    }
  }
}

function isSameState(one: CatalogView['state'], other: CatalogView['state'] | undefined): boolean {
  return one.head === other?.head && one.fetchedAt === other.fetchedAt && one.pending?.head === other.pending?.head;
}
