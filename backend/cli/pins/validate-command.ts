import { validateRegistry, type Validation } from '../../app/pins/validate-registry.ts';
import type { RegistryFolder } from '../../ports/registry-folder.ts';
import type { Upstream } from '../../ports/upstream.ts';
import type { CommandIo } from '../command-io.ts';
import type { PinsValidateFlags } from './pins-flags.ts';
import { printValidationAnnotations, printValidationJson, printValidationTable } from './print-validation.ts';

export interface ValidateCommand {
  readonly folder: RegistryFolder;
  /** Null without `--upstream`. */
  readonly upstream: Upstream | null;
  readonly servers: readonly string[];
  readonly flags: PinsValidateFlags;
  readonly io: CommandIo;
  readonly signal: AbortSignal;
}

/** `mcp-trust pins validate`: prints every problem and answers the exit status. */
export async function validateCommand({ folder, upstream, servers, flags, io, signal }: ValidateCommand): Promise<number> {
  const onProgress = (done: number, total: number): void => { io.progress(`Asking projects · ${done} of ${total}`); };
  const validation = await validateRegistry({ folder, upstream, servers, changedSince: flags.changedSince ?? null, signal, onProgress });
  io.progress('');
  const options = { registry: flags.registry, isColorful: io.isColorful };
  if (flags.format === 'json') io.out(printValidationJson(validation));
  else io.out(flags.format === 'github' ? printValidationAnnotations(validation, options) : printValidationTable(validation, options));
  return statusOf(validation);
}

function statusOf({ problems, unknowns }: Validation): number {
  if (problems.length > 0) return 1;
  return unknowns.length > 0 ? 3 : 0;
}
