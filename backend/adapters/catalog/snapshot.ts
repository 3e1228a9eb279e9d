import { formatRepository, type Repository } from '../../core/image/repository.ts';
import { buildPinHistory } from '../../core/pin/build-pin-history.ts';
import type { PinHistory } from '../../core/pin/pin-history.ts';
import type { EntryProblem, ServerEntry } from '../../core/pin/server-entry.ts';
import type { CatalogSnapshot } from '../../ports/catalog.ts';
import type { CatalogIndex, ServerRecord } from './catalog-index.ts';

/** A snapshot over an index. Histories are built when they are first asked for. */
export function toSnapshot(index: CatalogIndex, fetchedAt: string): CatalogSnapshot {
  const names = [...index.servers.keys()].sort();
  const records = names.map((name) => index.servers.get(name)).filter((record) => record !== undefined);
  const entries = records.flatMap((record) => record.listed?.entry ?? []);
  const byRepository = new Map<string, ServerEntry>();
  for (const entry of entries) {
    const key = entry.image === null ? null : formatRepository(entry.image);
    if (key !== null && !byRepository.has(key)) byRepository.set(key, entry);
  }
  const formerly = byFormerImage(index.servers);
  const histories = new Map<string, PinHistory>();
  const problemFor = (server: string) => index.servers.get(server)?.listed?.problems.find(isInTheWay) ?? null;
  return {
    head: index.head,
    fetchedAt,
    serverCount: records.filter((record) => record.listed !== null).length,
    problems: records.flatMap((record) => record.listed?.problems ?? []),
    entryFor: (repository) => {
      const entry = byRepository.get(formatRepository(repository)) ?? null;
      // Half an entry would read as "this server has no pin": what is wrong with it is what `problemFor` says.
      return entry === null || problemFor(entry.name) === null ? entry : null;
    },
    serverFor: (repository) => serverFor(formatRepository(repository), byRepository, formerly),
    problemFor,
    historyFor: (server) => {
      const record = index.servers.get(server);
      if (record === undefined) return null;
      const history = histories.get(server) ?? buildPinHistory(server, [...inheritedObservations(index, server), ...record.observations]);
      histories.set(server, history);
      return history;
    },
    entries: () => entries,
  };
}

/**
 * What was observed of a listed image under an earlier name. A renamed entry is the same server to its images: without
 * this, those of before would look as if their commit had never been pinned.
 */
function inheritedObservations({ servers }: CatalogIndex, server: string): ServerRecord['observations'] {
  const own = servers.get(server);
  const since = own?.observations[0]?.at;
  if (own?.listed === null || own?.image === null || own?.image === undefined || since === undefined) return [];
  const image = formatRepository(own.image);
  const predecessors = [...servers.values()].filter((record) =>
    record.listed === null && record.image !== null && formatRepository(record.image) === image && (record.observations.at(-1)?.at ?? since) <= since && record !== own);
  return predecessors
    .map(({ observations }) => observations.filter(({ kind }, index) => kind !== 'removed' || index < observations.length - 1))
    .sort((one, other) => (one.at(-1)?.at ?? '').localeCompare(other.at(-1)?.at ?? ''))
    .flat();
}

function serverFor(repository: string, listed: ReadonlyMap<string, ServerEntry>, formerly: ReadonlyMap<string, string>): string | null {
  return listed.get(repository)?.name ?? formerly.get(repository) ?? null;
}

/** Servers that are removed, or whose entry does not say its image any more; the one that changed last counts. */
function byFormerImage(servers: ReadonlyMap<string, ServerRecord>): ReadonlyMap<string, string> {
  const former = [...servers].flatMap(([name, { image, listed, observations }]) => {
    const imageOfEntry: Repository | null = listed?.entry?.image ?? null;
    return image === null || imageOfEntry !== null ? [] : [{ name, image, at: observations.at(-1)?.at ?? '' }];
  });
  // Later ones overwrite earlier ones; an unreadable entry that is still listed comes before any removed one.
  former.sort((one, other) => rank(servers, one.name) - rank(servers, other.name) || one.at.localeCompare(other.at));
  return new Map(former.map(({ name, image }) => [formatRepository(image), name]));
}

function rank(servers: ReadonlyMap<string, ServerRecord>, name: string): number {
  return servers.get(name)?.listed === null ? 0 : 1;
}

/** A name that differs from its folder's says nothing against image and pin. */
function isInTheWay(problem: EntryProblem): boolean {
  return problem.code !== 'entry_name_differs';
}
