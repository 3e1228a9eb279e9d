import type { PinUpdate } from '../../app/pins/pin-update.ts';
import { updatePins } from '../../app/pins/update-pins.ts';
import { codeSchema } from '../../contract/codes.ts';
import { CODE_EXIT_STATUS } from '../../contract/exit-status.ts';
import type { RegistryFolder } from '../../ports/registry-folder.ts';
import type { Upstream } from '../../ports/upstream.ts';
import type { CommandIo } from '../command-io.ts';
import type { PinsUpdateFlags } from './pins-flags.ts';
import { printUpdatesJson, printUpdatesTable } from './print-updates.ts';

export interface UpdateCommand {
  readonly folder: RegistryFolder;
  readonly upstream: Upstream;
  readonly flags: PinsUpdateFlags;
  readonly io: CommandIo;
  readonly signal: AbortSignal;
}

/** `mcp-trust pins update`: makes the branches, prints them, and answers the exit status. */
export async function updateCommand({ folder, upstream, flags, io, signal }: UpdateCommand): Promise<number> {
  const updates = await updatePins({
    folder, upstream, signal, servers: flags.servers, maxNew: flags.maxNew ?? null, isDryRun: flags.dryRun === true, remote: flags.push ?? null,
    skipUnrelated: flags.skipUnrelated === true, onProgress: (done, total) => { io.progress(`Asking projects · ${done} of ${total}`); },
  });
  io.progress('');
  io.out(flags.format === 'json' ? printUpdatesJson(updates) : printUpdatesTable(updates, io.isColorful));
  return updateStatusOf(updates.updates);
}

/** 1 where an entry or pin stands in the way, else 3 where something could not be reached, else 0. */
export function updateStatusOf(updates: readonly PinUpdate[]): number {
  const statuses = updates.filter(({ state }) => state === 'failed').map(({ problem }) => {
    const code = codeSchema.safeParse(problem?.code);
    // An entry that cannot be read is the registry's own fault here.
    return code.success && code.data.startsWith('entry_') ? 1 : CODE_EXIT_STATUS[code.success ? code.data : 'internal'];
  });
  if (statuses.includes(1)) return 1;
  return statuses.length > 0 ? 3 : 0;
}
