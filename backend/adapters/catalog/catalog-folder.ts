import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogSnapshot } from '../../ports/catalog.ts';
import type { GitNetwork, GitRunner } from '../../ports/git-runner.ts';
import { buildCatalogIndex, type CatalogIndex } from './catalog-index.ts';
import { readState, writeState, type CatalogState } from './catalog-state.ts';
import { assertDirectorySource, type CatalogSource } from './catalog-source.ts';
import { GitRepository, type GitLimits, type Progress } from './git-repository.ts';
import { readIndexFile, removeOtherIndexFiles, writeIndexFile } from './index-file.ts';
import { toSnapshot } from './snapshot.ts';

/** What is served: the state, its index and the snapshot over it. */
export interface CatalogView {
  readonly state: CatalogState;
  readonly index: CatalogIndex;
  readonly snapshot: CatalogSnapshot;
}

export interface FolderOptions {
  readonly dataDirectory: string;
  readonly source: CatalogSource;
  readonly git: GitRunner;
  readonly network?: GitNetwork;
  readonly limits: GitLimits;
  /** The current time, ISO 8601 UTC. */
  readonly now: () => string;
}

interface Fetching {
  readonly signal: AbortSignal;
  readonly onProgress: Progress;
}

/** The folder of one source and branch: the bare clone, the state and the index. Callers hold its lock to write. */
export class CatalogFolder {
  readonly #options: FolderOptions;
  readonly #path: string;

  constructor(options: FolderOptions) {
    this.#options = options;
    const { location, branch } = options.source;
    const key = createHash('sha256').update(`${location}\0${branch}`).digest('hex').slice(0, 16);
    this.#path = join(options.dataDirectory, key);
  }

  get lockPath(): string {
    return `${this.#path}.lock`;
  }

  readState(): Promise<CatalogState | null> {
    return readState(this.#path);
  }

  /** The view of a state: from the index file, or built again from the clone. */
  async open(state: CatalogState): Promise<CatalogView> {
    const stored = await readIndexFile(this.#path, state.head);
    if (stored !== null) return toView(state, stored);
    const index = await buildCatalogIndex(this.#repository(this.#path), state.head, null);
    await writeIndexFile(this.#path, index);
    return toView(state, index);
  }

  /** The first clone, or another one in place of a damaged one (then `previous` says what was served). */
  async clone(previous: CatalogState | null, { signal, onProgress }: Fetching): Promise<CatalogView> {
    const { source, limits, network } = this.#options;
    await assertDirectorySource(source);
    await this.#removeLeftovers();
    const temporary = `${this.#path}.tmp-${randomBytes(6).toString('hex')}`;
    await mkdir(temporary, { recursive: true });
    try {
      const repository = this.#repository(temporary);
      await repository.create();
      const head = await repository.fetch({ source, signal, onProgress, timeoutMs: limits.cloneMs, ...(network === undefined ? {} : { network }) });
      if (previous !== null && !(await repository.descends(head, previous.head))) return await this.#replacePending(temporary, previous, head);
      onProgress('Indexing', null);
      const view = await this.#adopt({ folder: temporary, repository, head, earlier: null });
      await this.#moveInPlace(temporary);
      return view;
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  /** Fetches into the clone; a rewritten head becomes pending and is not adopted. */
  async update(view: CatalogView, { signal, onProgress }: Fetching): Promise<CatalogView> {
    const { source, limits, network, now } = this.#options;
    await assertDirectorySource(source);
    const repository = this.#repository(this.#path);
    const head = await repository.fetch({ source, signal, onProgress, timeoutMs: limits.fetchMs, ...(network === undefined ? {} : { network }) });
    if (await repository.descends(head, view.state.head)) return this.#adopt({ folder: this.#path, repository, head, earlier: view.index });
    const state: CatalogState = { ...view.state, pending: { head, fetchedAt: now() } };
    await writeState(this.#path, state);
    return toView(state, view.index);
  }

  /** Serves the pending head; the history of the former one is forgotten. */
  async acceptPending(pending: NonNullable<CatalogState['pending']>): Promise<CatalogView> {
    return this.#adopt({ folder: this.#path, repository: this.#repository(this.#path), head: pending.head, earlier: null, fetchedAt: pending.fetchedAt });
  }

  /** Whether the clone can be read from end to end. */
  isSound(): Promise<boolean> {
    return this.#repository(this.#path).isSound();
  }

  /** Index, then objects, then state: a crash in between leaves the former state, whole. */
  async #adopt(next: { folder: string; repository: GitRepository; head: string; earlier: CatalogIndex | null; fetchedAt?: string }): Promise<CatalogView> {
    const { folder, repository, head, earlier } = next;
    const state: CatalogState = { version: 1, head, fetchedAt: next.fetchedAt ?? this.#options.now(), pending: null };
    const index = await buildCatalogIndex(repository, head, earlier);
    if (index !== earlier) {
      await writeIndexFile(folder, index);
      await repository.adopt(head);
    }
    await writeState(folder, state);
    await removeOtherIndexFiles(folder, head);
    return toView(state, index);
  }

  /** The damaged clone is replaced by one with another history: what was served stays, by its index file alone. */
  async #replacePending(temporary: string, previous: CatalogState, head: string): Promise<CatalogView> {
    const state: CatalogState = { ...previous, pending: { head, fetchedAt: this.#options.now() } };
    const view = await this.open(state);
    const name = `index-${previous.head}.json`;
    await copyFile(join(this.#path, name), join(temporary, name));
    await writeState(temporary, state);
    await this.#moveInPlace(temporary);
    return view;
  }

  /** A folder that stands there already is damaged: it is kept beside, once. */
  async #moveInPlace(temporary: string): Promise<void> {
    const damaged = `${this.#path}.damaged`;
    await rm(damaged, { recursive: true, force: true });
    const siblings = await readdir(this.#options.dataDirectory);
    if (siblings.some((name) => join(this.#options.dataDirectory, name) === this.#path)) await rename(this.#path, damaged);
    await rename(temporary, this.#path);
  }

  /** Half clones of a process that crashed; the lock is held, so nobody is at work in them. */
  async #removeLeftovers(): Promise<void> {
    const { dataDirectory } = this.#options;
    const left = (await readdir(dataDirectory)).map((name) => join(dataDirectory, name)).filter((path) => path.startsWith(`${this.#path}.tmp-`));
    await Promise.all(left.map((path) => rm(path, { recursive: true, force: true })));
  }

  #repository(folder: string): GitRepository {
    return new GitRepository(this.#options.git, join(folder, 'repository.git'), this.#options.limits);
  }
}

function toView(state: CatalogState, index: CatalogIndex): CatalogView {
  return { state, index, snapshot: toSnapshot(index, state.fetchedAt) };
}
