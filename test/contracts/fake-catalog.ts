import { CodedError } from '../../backend/core/coded-error.ts';
import { formatRepository, type Repository } from '../../backend/core/image/repository.ts';
import { parseRepository } from '../../backend/core/image/repository.ts';
import type { PinHistory } from '../../backend/core/pin/pin-history.ts';
import type { EntryProblem, ServerEntry } from '../../backend/core/pin/server-entry.ts';
import type { Catalog, CatalogSnapshot, CatalogStatus } from '../../backend/ports/catalog.ts';

/** A server of the fake: an entry with its history, a problem in its place, or one that was removed. */
export interface FakeServer {
  readonly name: string;
  /** The image that it has or had, e.g. `mcp/fetch`. */
  readonly image?: string;
  readonly entry?: ServerEntry;
  readonly history?: PinHistory;
  readonly problem?: EntryProblem;
}

export interface FakeCatalogState {
  readonly head: string;
  readonly fetchedAt: string;
  readonly servers: readonly FakeServer[];
}

/** An entry with what most tests need. */
export function fakeEntry(name: string, more: Partial<ServerEntry> = {}): ServerEntry {
  return {
    name, type: 'server', title: name, description: '', image: parseRepository(`mcp/${name}`), source: null, category: null, tags: [], icon: null, allowedHosts: [], ...more,
  };
}

/** A catalog in memory. `upstream` is what the next refresh meets: a state, or an error that it throws. */
export class FakeCatalog implements Catalog {
  upstream: FakeCatalogState | CodedError;
  /** Heads from which another descends: a refresh to any other head is a rewritten history. */
  readonly descends: (head: string, from: string) => boolean;
  refreshes = 0;
  #served: FakeCatalogState | null;
  #pending: FakeCatalogState | null = null;
  #failure: CodedError | null = null;
  #running: Promise<CatalogStatus> | null = null;

  constructor(served: FakeCatalogState | null, options: { readonly upstream?: FakeCatalogState | CodedError; readonly descends?: (head: string, from: string) => boolean } = {}) {
    this.#served = served;
    this.upstream = options.upstream ?? served ?? new CodedError('git_failed', 'Nothing is there.', { retryable: true });
    this.descends = options.descends ?? (() => true);
  }

  status(): CatalogStatus {
    const served = this.#served;
    const known = {
      source: 'fake', head: served?.head ?? null, fetchedAt: served?.fetchedAt ?? null,
      serverCount: served?.servers.filter(isListed).length ?? 0, problems: served?.servers.flatMap(({ problem }) => problem ?? []) ?? [],
    };
    if (served === null && this.#running !== null) return { ...known, state: 'loading', phase: 'Receiving objects', percent: 0 };
    if (this.#failure !== null) return { ...known, state: served === null ? 'failed' : 'stale', code: this.#failure.code, detail: this.#failure.message };
    if (served === null) return { ...known, state: 'absent' };
    return this.#pending === null ? { ...known, state: 'ready' } : { ...known, state: 'rewritten', pendingHead: this.#pending.head };
  }

  snapshot(): Promise<CatalogSnapshot> {
    if (this.#served !== null) return Promise.resolve(toFakeSnapshot(this.#served));
    const code = this.#running === null ? 'catalog_unavailable' : 'catalog_loading';
    return Promise.reject(new CodedError(code, 'The catalog is not there.', { retryable: true }));
  }

  async refresh(options: Parameters<Catalog['refresh']>[0]): Promise<CatalogStatus> {
    if (options.signal.aborted) throw new CodedError('cancelled', 'The refresh was cancelled.');
    this.#running ??= this.#refresh().finally(() => { this.#running = null; });
    options.onProgress?.('Receiving objects', 50);
    await this.#running;
    return this.status();
  }

  acceptRewrittenHead(head: string): Promise<CatalogStatus> {
    if (this.#pending?.head !== head) return Promise.reject(new CodedError('catalog_unavailable', 'That head is not waiting.'));
    this.#served = this.#pending;
    this.#pending = null;
    return Promise.resolve(this.status());
  }

  async #refresh(): Promise<CatalogStatus> {
    this.refreshes += 1;
    await Promise.resolve();
    const upstream = this.upstream;
    if (upstream instanceof CodedError) {
      this.#failure = upstream;
      throw upstream;
    }
    this.#failure = null;
    const follows = this.#served === null || this.#served.head === upstream.head || this.descends(upstream.head, this.#served.head);
    if (follows) this.#served = upstream;
    this.#pending = follows ? null : upstream;
    return this.status();
  }
}

function isListed({ entry, problem }: FakeServer): boolean {
  return entry !== undefined || problem !== undefined;
}

function imageOf({ image, entry }: FakeServer): Repository | null {
  return entry?.image ?? (image === undefined ? null : parseRepository(image));
}

/** The snapshot of a state of the fake. */
export function toFakeSnapshot({ head, fetchedAt, servers }: FakeCatalogState): CatalogSnapshot {
  const named = (name: string) => servers.find((server) => server.name === name);
  const having = (repository: Repository) => (server: FakeServer) => {
    const image = imageOf(server);
    return image !== null && formatRepository(image) === formatRepository(repository);
  };
  return {
    head, fetchedAt,
    serverCount: servers.filter(isListed).length,
    problems: servers.flatMap(({ problem }) => problem ?? []),
    entryFor: (repository) => servers.find((server) => server.problem === undefined && server.entry !== undefined && having(repository)(server))?.entry ?? null,
    serverFor: (repository) => (servers.find((server) => isListed(server) && having(repository)(server)) ?? servers.find(having(repository)))?.name ?? null,
    problemFor: (server) => named(server)?.problem ?? null,
    historyFor: (server) => {
      const found = named(server);
      return found === undefined ? null : (found.history ?? { server, intervals: [], removedAt: null });
    },
    entries: () => servers.flatMap(({ entry }) => entry ?? []),
  };
}
