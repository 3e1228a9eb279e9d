import { CodedError } from '../../core/coded-error.ts';
import type { PinHistory } from '../../core/pin/pin-history.ts';
import type { ServerEntry } from '../../core/pin/server-entry.ts';
import type { AnalysisContext } from '../../core/review/analysis-context.ts';
import type { CatalogSnapshot } from '../../ports/catalog.ts';

/** A server that the catalog lists, or listed once (then without an entry). */
export interface ReviewedServer {
  readonly name: string;
  readonly entry: ServerEntry | null;
  readonly history: PinHistory | null;
  /** Names of all other servers. */
  readonly others: readonly string[];
}

/**
 * The server of that name.
 * @throws CodedError `review_target_unknown` when the catalog never had it, `catalog_unavailable` when its entry cannot be read
 */
export function findServer(snapshot: CatalogSnapshot, name: string): ReviewedServer {
  const history = snapshot.historyFor(name);
  const problem = snapshot.problemFor(name);
  if (problem !== null) throw new CodedError('catalog_unavailable', `${problem.file}: ${problem.detail}`);
  const entries = snapshot.entries();
  const entry = entries.find((candidate) => candidate.name === name) ?? null;
  if (entry === null && history === null) throw new CodedError('review_target_unknown', `The catalog has no server ${name}.`);
  return { name, entry, history, others: entries.map((other) => other.name).filter((other) => other !== name).sort() };
}

/**
 * The project that a commit of the server is fetched from: the one that the catalog named when it pinned that commit, else
 * the one that it names now. An image never decides it.
 * @throws CodedError `review_target_unknown` when the catalog names none
 */
export function projectOf({ name, entry, history }: ReviewedServer, commit: string): string {
  const pinned = history?.intervals.findLast((interval) => interval.commit === commit);
  const project = pinned?.project ?? entry?.source?.project ?? history?.intervals.at(-1)?.project;
  if (project === undefined) throw new CodedError('review_target_unknown', `The catalog names no source for ${name}.`);
  return project;
}

/** What the analysis is told. */
export function contextOf({ name, entry, others }: ReviewedServer): AnalysisContext {
  return {
    server: name,
    title: entry?.title ?? name,
    description: entry?.description ?? '',
    allowedHosts: entry?.allowedHosts ?? [],
    otherServers: others,
  };
}
