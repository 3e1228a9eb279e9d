import type { Repository } from '../../core/image/repository.ts';
import type { PinObservation } from '../../core/pin/build-pin-history.ts';
import type { ParsedEntry } from '../../core/pin/parse-server-entry.ts';
import type { EntryProblem } from '../../core/pin/server-entry.ts';
import { EntryReader } from './entry-reader.ts';
import type { GitRepository } from './git-repository.ts';
import { readBlobs } from './read-blobs.ts';
import { isOnFirstParentLine, listEntryChanges, type EntryChange } from './registry-log.ts';

/** What the history says about one server, listed or removed. */
export interface ServerRecord {
  /** What changed its pin, oldest first; runs of the same observation are one. */
  readonly observations: readonly PinObservation[];
  /** The image that it has, or had last. */
  readonly image: Repository | null;
  /** Its entry at the head; null when it was removed. */
  readonly listed: ParsedEntry | null;
}

/** Everything that the history of the registry says, up to one commit. */
export interface CatalogIndex {
  readonly head: string;
  readonly servers: ReadonlyMap<string, ServerRecord>;
}

const EMPTY: ServerRecord = { observations: [], image: null, listed: null };
const SERVER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/**
 * Indexes the history up to `head`: one pass of `git log` and the blobs that it names. With the index of an earlier
 * head only what came after is read (where that head stands on the same first-parent line).
 * @throws PortError of the git runner
 */
export async function buildCatalogIndex(repository: GitRepository, head: string, earlier: CatalogIndex | null): Promise<CatalogIndex> {
  if (earlier?.head === head) return earlier;
  const base = earlier !== null && (await isOnFirstParentLine(repository, earlier.head, head)) ? earlier : null;
  // Server by server: revisions of one entry are alike, and what was parsed for it is let go of afterwards.
  const changes = groupByServer(await listEntryChanges(repository, head, base?.head ?? null));
  const servers = new Map(base?.servers ?? []);
  let growing: GrowingRecord | null = null;
  let reader = new EntryReader('');
  await readBlobs(repository, changes.map((change) => change.blob), (index, text) => {
    const change = changes[index];
    if (change === undefined) return;
    if (growing === null || change.server !== reader.server) {
      reader = new EntryReader(change.server);
      growing = copyRecord(servers.get(change.server) ?? EMPTY);
      servers.set(change.server, growing);
    }
    observe(growing, change, readChange(reader, change, text));
  });
  return { head, servers };
}

/** A record while it is built: without the reader, whose memory must not outlive the building. */
interface GrowingRecord {
  readonly observations: PinObservation[];
  image: Repository | null;
  listed: ParsedEntry | null;
}

/** An earlier index is immutable: what grows is a copy. */
function copyRecord({ observations, image, listed }: ServerRecord): GrowingRecord {
  return { observations: [...observations], image, listed };
}

function observe(record: GrowingRecord, change: EntryChange, parsed: ParsedEntry | null): void {
  record.listed = parsed;
  record.image = parsed?.entry?.image ?? record.image;
  const observation = toObservation(new Date(change.seconds * 1000).toISOString(), parsed);
  const last = record.observations.at(-1);
  if (last === undefined || !isSameObservation(last, observation)) record.observations.push(observation);
}

/** Stable: the changes of one server stay in their order. */
function groupByServer(changes: readonly EntryChange[]): readonly EntryChange[] {
  const groups = new Map<string, EntryChange[]>();
  for (const change of changes) {
    const group = groups.get(change.server);
    if (group === undefined) groups.set(change.server, [change]);
    else group.push(change);
  }
  return [...groups.values()].flat();
}

/** Null: removed. */
function readChange(reader: EntryReader, { kind, server }: EntryChange, text: string | null): ParsedEntry | null {
  if (kind === 'removed') return null;
  if (!SERVER_NAME.test(server)) return unreadable(server, 'entry_schema_invalid', 'The folder is not named like a server.');
  if (kind === 'notAFile') return unreadable(server, 'entry_schema_invalid', 'It is a link or a submodule, not a file.');
  return text === null ? unreadable(server, 'entry_too_large', 'It is larger than any entry may be.') : reader.read(text);
}

function unreadable(server: string, code: EntryProblem['code'], detail: string): ParsedEntry {
  return { entry: null, problems: [{ server, file: `servers/${server}/server.yaml`, line: null, code, detail }] };
}

function toObservation(at: string, parsed: ParsedEntry | null): PinObservation {
  if (parsed === null) return { at, kind: 'removed' };
  const unclear = parsed.problems.some(({ code }) => code === 'entry_commit_malformed' || code === 'entry_project_malformed');
  if (parsed.entry === null || unclear) return { at, kind: 'unreadable' };
  const { source } = parsed.entry;
  if (source === null || source.commit === null) return { at, kind: 'unpinned' };
  return { at, kind: 'pinned', project: source.project, commit: source.commit };
}

function isSameObservation(one: PinObservation, other: PinObservation): boolean {
  if (one.kind !== 'pinned' || other.kind !== 'pinned') return one.kind === other.kind;
  return one.commit === other.commit && one.project === other.project;
}
