import { spawn } from 'node:child_process';
import type { AgentCommand } from './agent-command.ts';
import { AGENT_PLACES } from './agent-places.ts';

export interface CommandRun {
  readonly program: string;
  readonly command: AgentCommand;
  readonly seconds: number;
  readonly onOutput: (text: string) => void;
}

/**
 * Runs a command line until it ends or its time is over, and ends what it started with it as far as that is in its process
 * group. Its status and its words are not looked at: it says "done" without having written anything.
 */
export function runCommand({ program, command, seconds, onOutput }: CommandRun): Promise<'exited' | 'time' | 'missing'> {
  return new Promise((resolve) => {
    const child = spawn(program, command.args, { cwd: AGENT_PLACES.work, env: command.environment, stdio: ['pipe', 'pipe', 'ignore'], detached: true });
    let end: 'exited' | 'time' | 'missing' = 'exited';
    const timer = setTimeout(() => {
      end = 'time';
      killGroup(child.pid);
    }, seconds * 1000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => { onOutput(text); });
    // It may end before it read its task.
    child.stdin.on('error', () => undefined).end(command.input);
    child.on('error', () => { end = 'missing'; });
    const finish = (): void => {
      clearTimeout(timer);
      killGroup(child.pid);
      child.stdout.destroy();
      resolve(end);
    };
    // `close` waits for everybody who holds its output, which a process left behind does for ever.
    child.on('exit', finish);
    child.on('close', finish);
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in it.
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}
