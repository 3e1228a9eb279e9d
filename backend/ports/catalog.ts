import type { Repository } from '../core/image/repository.ts';
import type { PinHistory } from '../core/pin/pin-history.ts';
import type { EntryProblem, ServerEntry } from '../core/pin/server-entry.ts';

/** One state of the registry repository, indexed. Immutable. */
export interface CatalogSnapshot {
  /** Commit of the registry repository. */
  readonly head: string;
  /** When it was last fetched successfully, ISO 8601 UTC. */
  readonly fetchedAt: string;
  readonly serverCount: number;
  readonly problems: readonly EntryProblem[];
  /** The entry whose normalised `image` is the repository. */
  entryFor(repository: Repository): ServerEntry | null;
  /** The name of the server, listed or removed, whose image is (or was last) the repository. */
  serverFor(repository: Repository): string | null;
  /** A problem with the entry of that server, when it cannot be read. */
  problemFor(server: string): EntryProblem | null;
  historyFor(server: string): PinHistory | null;
  entries(): readonly ServerEntry[];
}

export type CatalogStatus = {
  readonly source: string;
  readonly fetchedAt: string | null;
  readonly head: string | null;
  readonly serverCount: number;
  readonly problems: readonly EntryProblem[];
} & (
  | { readonly state: 'absent' }
  | { readonly state: 'loading'; readonly phase: string; readonly percent: number | null }
  | { readonly state: 'ready' }
  /** The last refresh failed; what was fetched before is still served. */
  | { readonly state: 'stale'; readonly code: string; readonly detail: string }
  | { readonly state: 'failed'; readonly code: string; readonly detail: string }
  /** The fetched head does not descend from the last one seen: a person must accept it. */
  | { readonly state: 'rewritten'; readonly pendingHead: string }
);

/** The MCP registry repository with its pin history. */
export interface Catalog {
  status(): CatalogStatus;
  /** What is there now, without network. Throws PortError `catalog_loading` or `catalog_unavailable`. */
  snapshot(): Promise<CatalogSnapshot>;
  /** Clones or fetches; never adopts a rewritten history by itself. Concurrent calls share one run. */
  refresh(options: { readonly signal: AbortSignal; readonly onProgress?: (phase: string, percent: number | null) => void }): Promise<CatalogStatus>;
  /** Adopts the pending head that a person accepted. */
  acceptRewrittenHead(head: string): Promise<CatalogStatus>;
}
