import { CodedError } from '../../core/coded-error.ts';
import type { PinProblem } from '../../core/pin/pin-problem.ts';
import { inspectEntry } from '../../core/pin/validate-entry.ts';
import { isPortError, type PortErrorCode } from '../../ports/port-error.ts';
import type { RegistryFile, RegistryFolder, RegistryListing } from '../../ports/registry-folder.ts';
import type { Upstream } from '../../ports/upstream.ts';
import { checkProject } from './check-upstream.ts';
import { runBounded } from './run-bounded.ts';
import { groupByProject, type TrackedServer } from './tracked-server.ts';

/** Projects that are asked at a time. */
export const PROJECTS_AT_ONCE = 8;

export interface ValidateOptions {
  readonly folder: RegistryFolder;
  /** Null: nothing is asked. */
  readonly upstream: Upstream | null;
  /** Empty for all. */
  readonly servers: readonly string[];
  /** Only servers that differ from where this revision and the present one parted. */
  readonly changedSince: string | null;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A server whose pin could not be checked upstream, and why. */
export interface UnknownPin {
  readonly server: string;
  readonly file: string;
  readonly project: string;
  readonly code: PortErrorCode;
  readonly detail: string;
}

export interface Validation {
  readonly serverCount: number;
  /** By server, then in the order of the file. */
  readonly problems: readonly PinProblem[];
  readonly unknowns: readonly UnknownPin[];
}

/**
 * Every problem of every entry at once; with `upstream` also of the pins at their projects. A project that cannot be asked is
 * an unknown of its servers.
 * @throws PortError `registry_folder_unreadable` and the like; CodedError `usage` for an unknown server or revision
 */
export async function validateRegistry(options: ValidateOptions): Promise<Validation> {
  const { folder, upstream, signal } = options;
  const listing = await folder.listFiles(null, signal);
  const isWanted = await toSelection(options, listing);
  const files = listing.files.filter(({ server }) => isWanted(server));
  const problems: PinProblem[] = [...listing.problems, ...listAmbiguous(listing)].filter(({ server }) => isWanted(server));
  const tracked = inspectAll(files, problems);
  const unknowns = upstream === null ? [] : await checkUpstream({ ...options, upstream }, tracked, problems);
  const unread = listing.problems.filter(({ server }) => isWanted(server)).length;
  return { serverCount: files.length + unread, problems: problems.toSorted(byPlace), unknowns: unknowns.toSorted((one, other) => (one.server < other.server ? -1 : 1)) };
}

/** Adds the problems of each entry; answers those that can be asked upstream. */
function inspectAll(files: readonly RegistryFile[], problems: PinProblem[]): readonly TrackedServer[] {
  const tracked: TrackedServer[] = [];
  for (const file of files) {
    const entry = inspectEntry(file.text, { server: file.server, file: file.file });
    problems.push(...entry.problems);
    if (entry.source !== null) tracked.push({ file, source: entry.source, entry });
  }
  return tracked;
}

async function checkUpstream({ upstream, signal, onProgress }: ValidateOptions & { readonly upstream: Upstream }, servers: readonly TrackedServer[], problems: PinProblem[]): Promise<readonly UnknownPin[]> {
  const projects = groupByProject(servers);
  const unknowns: UnknownPin[] = [];
  let done = 0;
  await runBounded(projects, PROJECTS_AT_ONCE, async ([project, own]) => {
    try {
      problems.push(...(await checkProject({ upstream, signal }, project, own)));
    } catch (error) {
      if (!isPortError(error) || signal.aborted || error.code === 'git_missing') throw error;
      unknowns.push(...own.map(({ file }) => ({ server: file.server, file: file.file, project, code: error.code, detail: error.message })));
    }
    done += 1;
    onProgress?.(done, projects.length);
  });
  return unknowns;
}

async function toSelection({ folder, servers, changedSince, signal }: ValidateOptions, listing: RegistryListing): Promise<(server: string) => boolean> {
  const known = new Set([...listing.files, ...listing.problems].map(({ server }) => server));
  const missing = servers.filter((server) => !known.has(server));
  if (missing.length > 0) throw new CodedError('usage', `The registry has no ${missing.join(', ')}.`);
  const named = new Set(servers);
  const changed = changedSince === null ? null : new Set(await listChangedSince(folder, changedSince, signal));
  return (server) => (named.size === 0 || named.has(server)) && (changed === null || changed.has(server));
}

async function listChangedSince(folder: RegistryFolder, revision: string, signal: AbortSignal): Promise<readonly string[]> {
  const [older, head] = await Promise.all([folder.resolve(revision, signal), folder.resolve('HEAD', signal)]);
  if (older === null || head === null) throw new CodedError('usage', `The registry has no revision ${revision}.`);
  // What others brought to that branch since is not this change's.
  return folder.changedServers((await folder.mergeBase(older, head, signal)) ?? older, null, signal);
}

/** Names that many file systems take for one. */
function listAmbiguous({ files, problems }: RegistryListing): readonly PinProblem[] {
  const groups = Map.groupBy([...files, ...problems], ({ server }) => server.normalize('NFC').toLowerCase());
  return [...groups.values()].filter((group) => group.length > 1).flatMap((group) => group.map(({ server, file }) => {
    const others = group.map((other) => other.server).filter((name) => name !== server);
    return { server, file, line: 1, column: 1, code: 'entry_name_ambiguous', detail: others.join(', '), mend: null } as const;
  }));
}

function byPlace(one: PinProblem, other: PinProblem): number {
  if (one.server !== other.server) return one.server < other.server ? -1 : 1;
  return (one.line ?? 0) - (other.line ?? 0);
}
