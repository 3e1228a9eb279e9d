import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Daemon, run } from './child-process.ts';

export interface RegistryOptions {
  /** Asks for this login (Basic) on every request. */
  readonly login?: { readonly user: string; readonly password: string };
}

export interface RegistryServer {
  /** Host and port as they stand in an image reference: `127.0.0.1:41234`. */
  readonly host: string;
  readonly url: string;
  readonly port: number;
  /** The folder that holds the registry's files (`docker/registry/v2/...`), to break things by hand. */
  readonly storage: string;
  readonly stop: () => Promise<void>;
}

const LISTENING = /listening on 127\.0\.0\.1:(\d+)/;

/** Starts a real OCI registry on a free loopback port, with storage of its own that vanishes when it stops. */
export async function startRegistry(options: RegistryOptions = {}): Promise<RegistryServer> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-registry-'));
  const config = join(folder, 'config.yml');
  await writeFile(config, await toConfig(folder, options));
  const daemon = new Daemon('docker-registry', ['serve', config]);
  const stop = async (): Promise<void> => {
    await daemon.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const port = await daemon.until(() => LISTENING.exec(daemon.log)?.[1]);
    const host = `127.0.0.1:${port}`;
    return { host, url: `http://${host}`, port: Number(port), storage: join(folder, 'storage'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function toConfig(folder: string, options: RegistryOptions): Promise<string> {
  const lines = [
    'version: 0.1',
    'log: {level: info, accesslog: {disabled: true}}',
    'storage:',
    `  filesystem: {rootdirectory: ${JSON.stringify(join(folder, 'storage'))}}`,
    '  delete: {enabled: true}',
    'http: {addr: "127.0.0.1:0"}',
  ];
  if (options.login === undefined) return lines.join('\n');
  const { user, password } = options.login;
  const path = join(folder, 'htpasswd');
  const { stdout } = await run('htpasswd', ['-nbB', user, password]);
  await writeFile(path, stdout);
  return [...lines, `auth: {htpasswd: {realm: tests, path: ${JSON.stringify(path)}}}`].join('\n');
}
