import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly timeoutMs?: number;
}

/** Runs a program to its end, without a shell; throws with its standard error when it fails. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Output> {
  const { env, cwd, timeoutMs } = options;
  return execute(command, args, {
    env: { ...process.env, ...env },
    timeout: timeoutMs ?? 60_000,
    maxBuffer: 64 * 1024 * 1024,
    ...(cwd === undefined ? {} : { cwd }),
  });
}

/** Whether a program starts and says that all is well. */
export async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return run(command, args, { timeoutMs: 10_000 }).then(
    () => true,
    () => false,
  );
}

/** A program that runs until it is stopped, and that the kernel ends when this process dies without stopping it. */
export class Daemon {
  readonly #child: ChildProcess;
  #log = '';

  constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#log = (this.#log + chunk.toString()).slice(-100_000);
      });
    this.#child.on('error', (error) => {
      this.#log += String(error);
    });
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`the program did not start: ${this.#log}`);
    return this.#child.pid;
  }

  get log(): string {
    return this.#log;
  }

  /** Asks again and again until there is an answer; throws with the log when the program ends or time runs out. */
  async until<T>(ask: () => Promise<T | undefined> | T | undefined, timeoutMs = 30_000): Promise<T> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (this.#hasEnded() || Date.now() > end) throw new Error(`the program is not ready:\n${this.#log.slice(-4000)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    if (this.#hasEnded()) return;
    const ended = once(this.#child, 'exit');
    this.#child.stdin?.end();
    this.#child.kill('SIGTERM');
    const patience = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(patience);
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined;
  }
}
