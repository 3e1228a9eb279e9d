import { fork, type ChildProcess } from 'node:child_process';

/** JavaScript's own memory; syntax trees are native and come on top. */
const HEAP_MEGABYTES = 160;

/** How the parser's process is started: the entry point of this program, asked for its other role. */
export interface ParserEntry {
  readonly module: string;
  readonly commands: readonly string[];
}

/** Starts a process that parses. Loads nothing else, so that it can be the first thing that is done. */
export function forkParser({ module, commands }: ParserEntry): ChildProcess {
  const child = fork(module, [...commands], {
    env: {},
    execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MEGABYTES}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A process that could not be started, or no longer be written to, is found out by whoever asks it.
  child.on('error', () => {
    child.kill('SIGKILL');
  });
  return child;
}
