import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Daemon, run, type Output, type RunOptions } from './child-process.ts';
import { pipeBoth } from './port-forwarder.ts';

const FORWARDER = fileURLToPath(new URL('port-forwarder.ts', import.meta.url));

// The last command ends when its standard input does: with this process, or by `stop()`. As it is the first process
// of the PID namespace, the kernel then ends all others in it, and their mounts vanish with the mount namespace.
const ENTRY = 'ip link set lo up; for program in "$@"; do sh -c "$program" </dev/null & done; exec cat';

/** A network namespace of its own, with loopback alone, and programs that live and die with it. */
export class NetworkNamespace {
  readonly folder: string;
  readonly daemon: Daemon;
  readonly #closers: (() => Promise<void>)[] = [];

  private constructor(folder: string, daemon: Daemon) {
    this.folder = folder;
    this.daemon = daemon;
  }

  /** Starts each program (shell text) inside; `folder` is made for them, and removed at the end. */
  static async start(
    programs: (folder: string) => readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<NetworkNamespace> {
    const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-netns-'));
    const unshare = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const shell = ['sh', '-c', ENTRY, 'sh', ...programs(folder)];
    return new NetworkNamespace(folder, new Daemon('unshare', [...unshare, ...shell], env));
  }

  /** Runs a program inside the namespace, with this process's own files. */
  async run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Output> {
    return run('nsenter', [...this.#enter(), command, ...args], options);
  }

  /** Makes a loopback port of this machine answer under the same address inside. */
  async exposePort(port: number): Promise<void> {
    const socket = join(this.folder, `port-${String(port)}.sock`);
    const outside = createServer((near) => {
      pipeBoth(near, createConnection(port, '127.0.0.1'));
    });
    await new Promise<void>((resolve) => outside.listen(socket, resolve));
    const inside = new Daemon('nsenter', [...this.#enter(), process.execPath, FORWARDER, String(port), socket]);
    this.#closers.push(async () => {
      await inside.stop();
      outside.close();
    });
    await inside.until(() => (inside.log.includes('forwarding') ? true : undefined));
  }

  async stop(): Promise<void> {
    for (const close of this.#closers) await close();
    await this.daemon.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #enter(): string[] {
    return [`--net=/proc/${String(this.daemon.pid)}/ns/net`];
  }
}
