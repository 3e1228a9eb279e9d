import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Daemon } from '../../../integration/support/child-process.ts';
import { builtFile } from './product.ts';

const PRINTED = /^(?:Listening on|MCP Trust Inspector:) (\S+)$/m;

export interface BackendOptions {
  /** `--sample`, `--config FILE`: whatever `mcp-trust serve` takes beside data folder and address. */
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Listens on loopback TCP instead of a unix socket. */
  readonly isLoopback?: boolean;
}

/** The built backend in a process of its own, with a data folder that vanishes with it. */
export interface BackendProcess {
  readonly socketPath: string;
  /** What it printed: the socket's path, or the address to open. */
  readonly address: string;
  /** Ends the process alone, as a crash does; its data stay. */
  readonly kill: () => Promise<void>;
  /** Starts again over the same data, at the same socket. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startBackend({ args = [], env = {}, isLoopback = false }: BackendOptions = {}): Promise<BackendProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-e2e-'));
  const socketPath = join(folder, 'backend.sock');
  const place = isLoopback ? ['--port', '0'] : ['--socket', socketPath];
  const start = async (): Promise<{ daemon: Daemon; address: string }> => {
    const daemon = new Daemon(process.execPath, [builtFile('backend/main.js'), '--data', join(folder, 'data'), ...place, ...args], env);
    return { daemon, address: await daemon.until(() => PRINTED.exec(daemon.log)?.[1]) };
  };
  let running = await start();
  return {
    socketPath,
    get address() { return running.address; },
    kill: () => running.daemon.stop(),
    restart: async () => { running = await start(); },
    stop: async () => {
      await running.daemon.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
