import { isLayoutReference } from '../app/verify/resolve-layout.ts';
import { verifyReferences } from '../app/verify/verify-references.ts';
import type { World } from '../app/world.ts';
import { CODE_EXIT_STATUS, exitStatusOf } from '../contract/exit-status.ts';
import type { Verification } from '../contract/verification.ts';
import { CodedError } from '../core/coded-error.ts';
import type { CommandIo } from './command-io.ts';
import { printJson } from './print-json.ts';
import { printVerifications } from './print-verifications.ts';
import { refreshCatalog } from './refresh-catalog.ts';
import type { VerifyFlags } from './flags.ts';

export interface VerifyCommand {
  readonly world: World;
  readonly references: readonly string[];
  readonly flags: VerifyFlags;
  readonly io: CommandIo;
  readonly signal: AbortSignal;
}

/** `mcp-trust verify`: prints the verdicts and answers the exit status. */
export async function verifyCommand(command: VerifyCommand): Promise<number> {
  const { world, references, flags, io, signal } = command;
  if ((references.length === 0) !== (flags.all === true)) {
    throw new CodedError('usage', 'Name the images to verify, or --all for every MCP image of the engine.');
  }
  if (flags.as !== undefined && (flags.all === true || !references.every(isLayoutReference))) {
    throw new CodedError('usage', '--as says what an oci:DIR is verified as; other references name their image themselves.');
  }
  const refresh = refreshCatalog(command);
  if (world.catalog.status().fetchedAt === null) await refresh;
  const verifications = await verifyReferences(world, {
    references: flags.all === true ? null : references,
    platform: flags.platform ?? null,
    as: flags.as ?? null,
    onProgress: (done, total) => { io.progress(`Verifying ${String(done)} of ${String(total)}`); },
    refresh,
    signal,
  });
  io.progress('');
  if (signal.aborted) throw new CodedError('cancelled', 'Cancelled.');
  io.out(flags.format === 'json' ? printJson(verifications) : printVerifications(verifications, io.isColorful));
  return toExitStatus(verifications, flags);
}

/** A reference that is no reference is wrong input (2), unless a mismatch says more. */
function toExitStatus(verifications: readonly Verification[], { failOn }: VerifyFlags): number {
  const status = exitStatusOf(verifications.map(({ verdict }) => verdict), failOn ?? null);
  if (status === 1) return 1;
  const hasWrongInput = verifications.some(({ checks: [first] }) => first?.state === 'unknown' && first.code !== null && CODE_EXIT_STATUS[first.code] === 2);
  return hasWrongInput ? 2 : status;
}
