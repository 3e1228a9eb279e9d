import { CodedError } from '../../core/coded-error.ts';
import { inspectEntry } from '../../core/pin/validate-entry.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';
import type { RegistryHeads, RegistryListing } from '../../ports/registry-folder.ts';
import { findMoves } from './find-moves.ts';
import { UPDATE_BRANCHES, type PinUpdate, type PinUpdates } from './pin-update.ts';
import { publishMoves } from './publish-moves.ts';
import { toFailedEntry, toFailedMove, toPinUpdate, type PlannedUpdate } from './to-pin-update.ts';
import type { TrackedServer } from './tracked-server.ts';
import type { UpdateOptions } from './update-options.ts';

/**
 * Moves the pin of each server whose upstream branch advanced: one commit on the present main, on a branch of its own, that
 * changes one line. Nothing is written where nothing moved. A server that fails costs itself alone.
 * @throws PortError where the registry itself cannot be read or pushed to; CodedError `usage` for an unknown server
 */
export async function updatePins(options: UpdateOptions): Promise<PinUpdates> {
  const { folder, remote, signal, skipUnrelated } = options;
  const base = await readMain(options);
  await folder.obtain(remote, [base], signal);
  const { tracked, broken } = inspectListing(await folder.listFiles(base.commit, signal), options.servers);
  const found = await findMoves(tracked, options);
  const planned = found.moves.map(toPinUpdate);
  const [unrelated, wanted] = [planned.filter((plan) => skipUnrelated && plan.update.changes?.fileCount === 0), planned.filter((plan) => !skipUnrelated || plan.update.changes?.fileCount !== 0)];
  const updates = [
    ...broken, ...found.failures.map(toFailedMove),
    ...unrelated.map(({ update }) => ({ ...update, state: 'unrelated' as const })),
    ...(await decide(options, base, wanted)),
  ];
  return {
    base, remote, serverCount: tracked.length + broken.length, projectCount: found.projectCount,
    currentCount: tracked.length - found.moves.length - found.failures.length,
    updates: updates.toSorted((one, other) => (one.server < other.server ? -1 : 1)),
  };
}

/** Main may have moved while upstream was asked: what it changed by then is left for the next run. */
async function decide(options: UpdateOptions, base: NonNullable<RegistryHeads['main']>, plans: readonly PlannedUpdate[]): Promise<readonly PinUpdate[]> {
  const { folder, remote, signal } = options;
  if (plans.length === 0) return [];
  const heads = await folder.readHeads(remote, UPDATE_BRANCHES, signal);
  const moved = new Set(await listMoved(options, base, heads));
  const lost = plans.filter(({ update }) => moved.has(update.server)).map(({ update }) => ({ ...update, state: 'failed' as const, problem: { code: 'registry_moved', detail: update.file } }));
  const kept = plans.filter(({ update }) => !moved.has(update.server));
  return [...lost, ...(await publishMoves(options, { base, heads }, kept))];
}

async function listMoved({ folder, remote, signal }: UpdateOptions, base: NonNullable<RegistryHeads['main']>, { main }: RegistryHeads): Promise<readonly string[]> {
  if (main === null || main.commit === base.commit) return [];
  await folder.obtain(remote, [main], signal);
  return folder.changedServers(base.commit, main.commit, signal);
}

async function readMain({ folder, remote, signal }: UpdateOptions): Promise<NonNullable<RegistryHeads['main']>> {
  const { main } = await folder.readHeads(remote, UPDATE_BRANCHES, signal);
  if (main === null) throw new CodedError<PortErrorCode>('registry_folder_unreadable', 'The registry has no main branch.');
  return main;
}

function inspectListing(listing: RegistryListing, servers: readonly string[]): { readonly tracked: readonly TrackedServer[]; readonly broken: readonly PinUpdate[] } {
  const known = new Set([...listing.files, ...listing.problems].map(({ server }) => server));
  const missing = servers.filter((server) => !known.has(server));
  if (missing.length > 0) throw new CodedError('usage', `The registry has no ${missing.join(', ')}.`);
  const named = new Set(servers);
  const isWanted = ({ server }: { readonly server: string }): boolean => named.size === 0 || named.has(server);
  const tracked: TrackedServer[] = [];
  const broken = listing.problems.filter(isWanted).map(toFailedEntry);
  for (const file of listing.files.filter(isWanted)) {
    const entry = inspectEntry(file.text, { server: file.server, file: file.file });
    const [problem] = entry.problems;
    if (entry.source !== null) tracked.push({ file, source: entry.source, entry });
    else if (problem !== undefined) broken.push(toFailedEntry(problem));
  }
  return { tracked, broken };
}
