import packageJson from '../../package.json' with { type: 'json' };
import { createCommandIo } from '../cli/command-io.ts';
import { runCommandLine } from '../cli/run-command-line.ts';
import { createCommandHandlers } from './command-handlers.ts';

/** Runs a command in this process: signals abort it, a reader that went away ends it quietly. */
export async function runProcess(args: readonly string[]): Promise<void> {
  const { version } = packageJson;
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => { abort.abort(); });
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    abort.abort();
  });
  const io = createCommandIo(process);
  const handlers = createCommandHandlers({ io, env: process.env, version, signal: abort.signal });
  process.exitCode = await runCommandLine({ args, version, handlers, io });
}
