import { CommanderError, type Command } from 'commander';
import type { CommandIo } from './command-io.ts';
import { createProgram } from './program.ts';
import type { CommandHandlers } from './flags.ts';

const USAGE = 2;

export interface CommandLine {
  /** Without the program's own name. */
  readonly args: readonly string[];
  readonly version: string;
  readonly handlers: CommandHandlers;
  readonly io: CommandIo;
}

/** Parses and runs one command; answers its exit status. Errors are one coded paragraph on standard error. */
export async function runCommandLine({ args, version, handlers, io }: CommandLine): Promise<number> {
  let status = 0;
  const program = createProgram(version, handlers, (answer) => { status = answer; });
  for (const command of withSubcommands(program)) {
    command.exitOverride().configureOutput({ writeOut: (text) => { io.out(text); }, writeErr: (text) => { io.err(text); } });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    io.progress('');
    return reportError(error, io);
  }
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** The words of all codes are loaded only when there is something to tell: most starts end well, and should be fast. */
async function reportError(error: unknown, io: CommandIo): Promise<number> {
  const [{ toWireError }, { CODE_EXIT_STATUS }] = await Promise.all([import('../app/present/to-wire-error.ts'), import('../contract/exit-status.ts')]);
  const { code, message, hint } = toWireError(error);
  io.err(`mcp-trust: ${message} [${code}]\n${hint === '' ? '' : `${hint}\n`}`);
  if (code === 'internal') io.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return CODE_EXIT_STATUS[code];
}
