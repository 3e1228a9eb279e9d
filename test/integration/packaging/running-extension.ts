import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { requestOverSocket } from '../../e2e/real/support/socket-request.ts';
import type { SocketRequest } from '../../e2e/real/support/socket-request.ts';
import { run } from '../support/child-process.ts';
import type { TestEngine } from '../support/test-engine.ts';
import { tools } from '../support/tools.ts';
import { root } from './extension-image.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface RunningExtension {
  readonly socketPath: string;
  readonly get: (path: string) => Promise<Answer>;
  readonly send: (method: string, path: string, body: unknown) => Promise<Answer>;
  /** Copies a folder of the container to this machine, where it stays until `stop`; returns its path. */
  readonly copyOut: (path: string) => Promise<string>;
  /** Runs a program in the backend's container; returns what it printed. */
  readonly exec: (...command: readonly string[]) => Promise<string>;
  readonly inspect: (format: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 60_000;

/**
 * Starts an image with the product's Compose file, as Docker Desktop does: the folder of the socket is mounted from
 * outside. Only the engine's socket is another one, as a plain engine has no raw one beside it.
 */
export async function startExtension(engine: TestEngine, image: string): Promise<RunningExtension> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-extension-'));
  const project = `mcp-trust-${engine.runId.slice(0, 8)}`;
  const desktop = join(folder, 'desktop.json');
  await writeFile(desktop, JSON.stringify({ services: { backend: { volumes: [`${engine.socketPath}:/var/run/docker.sock`, `${folder}:/run/guest-services`] } } }));
  const env = { DOCKER_HOST: `unix://${engine.socketPath}`, DESKTOP_PLUGIN_IMAGE: image };
  const compose = (...args: readonly string[]): Promise<{ stdout: string }> =>
    run(tools.compose, ['--project-name', project, '--file', join(root, 'docker-compose.yaml'), '--file', desktop, ...args], { env, timeoutMs: 120_000 });
  const stop = async (): Promise<void> => {
    await compose('down', '--volumes', '--timeout', '5');
    await rm(folder, { recursive: true, force: true });
  };
  const socketPath = join(folder, 'backend.sock');
  try {
    await compose('up', '--detach', '--no-build', '--pull', 'never');
    await untilAnswered(socketPath, async () => (await compose('logs', '--no-color')).stdout);
  } catch (error) {
    await stop();
    throw error;
  }
  const container = `${project}-backend-1`;
  return {
    socketPath,
    get: (path) => ask(socketPath, { method: 'GET', path }),
    send: (method, path, body) => ask(socketPath, { method, path, body }),
    copyOut: async (path) => {
      const copy = join(folder, 'copy', path);
      await mkdir(dirname(copy), { recursive: true });
      await engine.docker('cp', `${container}:${path}`, copy);
      return copy;
    },
    exec: (...command) => engine.docker('exec', container, ...command),
    inspect: (format) => engine.docker('inspect', '--format', format, container),
    stop,
  };
}

async function untilAnswered(socketPath: string, readLogs: () => Promise<string>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answered = await ask(socketPath, { method: 'GET', path: '/api/status' }).then(() => true, () => false);
    if (answered) return;
    if (Date.now() > end) throw new Error(`the backend does not answer:\n${await readLogs()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function ask(socketPath: string, request: SocketRequest): Promise<Answer> {
  const { status, text } = await requestOverSocket(socketPath, request);
  return { status, body: JSON.parse(text) };
}
