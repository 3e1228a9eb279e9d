import { CodedError } from '../../../backend/core/coded-error.ts';
import { isSameRepository } from '../../../backend/core/image/repository.ts';
import type { PinHistory } from '../../../backend/core/pin/pin-history.ts';
import type { EntryProblem, ServerEntry } from '../../../backend/core/pin/server-entry.ts';
import type { Catalog, CatalogSnapshot, CatalogStatus } from '../../../backend/ports/catalog.ts';

/** What the fake lists: an entry with its history. */
export interface FakeServer {
  readonly entry: ServerEntry;
  readonly history: PinHistory;
}

/** A snapshot of these servers, fetched at that time (ISO 8601). */
export function snapshotOf(servers: readonly FakeServer[], fetchedAt: string, problems: readonly EntryProblem[] = []): CatalogSnapshot {
  const find: CatalogSnapshot['entryFor'] = (repository) => servers.find(({ entry }) => entry.image !== null && isSameRepository(entry.image, repository))?.entry ?? null;
  return {
    head: 'f'.repeat(40),
    fetchedAt,
    serverCount: servers.length,
    problems,
    entryFor: find,
    serverFor: (repository) => find(repository)?.name ?? null,
    problemFor: (server) => problems.find((problem) => problem.server === server) ?? null,
    historyFor: (server) => servers.find(({ entry }) => entry.name === server)?.history ?? null,
    entries: () => servers.map(({ entry }) => entry),
  };
}

/** A catalog that is what the test sets it to. `refresh` adopts `next`. */
export class FakeCatalog implements Catalog {
  current: CatalogSnapshot | null;
  next: CatalogSnapshot | null = null;
  /** Overrides the status, e.g. with a rewritten head. */
  told: CatalogStatus | null = null;
  failure: string | null = null;
  refreshes = 0;

  constructor(current: CatalogSnapshot | null) {
    this.current = current;
  }

  status(): CatalogStatus {
    if (this.told !== null) return this.told;
    const { current } = this;
    const common = { source: 'https://catalog.example/registry', fetchedAt: current?.fetchedAt ?? null, head: current?.head ?? null, serverCount: current?.serverCount ?? 0, problems: current?.problems ?? [] };
    return current === null ? { ...common, state: 'absent' } : { ...common, state: 'ready' };
  }

  snapshot(): Promise<CatalogSnapshot> {
    return this.current === null ? Promise.reject(new CodedError('catalog_unavailable', 'There is no catalog.')) : Promise.resolve(this.current);
  }

  async refresh({ signal, onProgress }: Parameters<Catalog['refresh']>[0]): Promise<CatalogStatus> {
    this.refreshes += 1;
    onProgress?.('Receiving objects', 50);
    onProgress?.('Resolving deltas', null);
    await Promise.resolve();
    if (signal.aborted) throw new CodedError('cancelled', 'Cancelled.');
    if (this.failure !== null) throw new CodedError(this.failure, 'The catalog fails.');
    this.current = this.next ?? this.current;
    return this.status();
  }

  acceptRewrittenHead(head: string): Promise<CatalogStatus> {
    if (this.told?.state !== 'rewritten' || this.told.pendingHead !== head) return Promise.reject(new CodedError('not_found', 'No such head waits.'));
    this.told = null;
    return Promise.resolve(this.status());
  }
}
