import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NetworkNamespace } from './network-namespace.ts';
import { startRegistry, type RegistryServer } from './registry-server.ts';
import { TestEngine } from './test-engine.ts';
import { succeeds, type Output, type RunOptions } from './child-process.ts';
import { tools } from './tools.ts';

/** An engine with the containerd image store, beside the machine's own one, and a registry that both sides reach. */
export interface ContainerdEngine {
  readonly engine: TestEngine;
  readonly socketPath: string;
  /** Runs outside the namespace, and answers inside under the same host and port. */
  readonly registry: RegistryServer;
  /** Lets the engine reach one more loopback port of this machine. */
  readonly exposePort: (port: number) => Promise<void>;
  /** Runs a program where the engine's network is. */
  readonly run: (command: string, args: readonly string[], options?: RunOptions) => Promise<Output>;
  readonly stop: () => Promise<void>;
}

/** Two engines in one network namespace delete each other's bridge, so this one gets a namespace of its own. */
export async function startContainerdEngine(runId: string = randomUUID()): Promise<ContainerdEngine> {
  const env = { PATH: `${tools.trixie}/usr/bin:${tools.trixie}/usr/sbin:${process.env['PATH'] ?? ''}` };
  const registry = await startRegistry();
  const namespace = await NetworkNamespace.start(toPrograms, env);
  const stop = async (): Promise<void> => {
    await namespace.stop();
    await registry.stop();
  };
  try {
    const socketPath = join(namespace.folder, 'docker.sock');
    await writeFile(join(namespace.folder, 'daemon.json'), DAEMON_CONFIG);
    await namespace.daemon.until(async () => ((await isUp(socketPath)) ? true : undefined), 60_000);
    await namespace.exposePort(registry.port);
    const engine = new TestEngine({ socketPath, runId, cli: join(tools.trixie, 'usr/bin/docker') });
    return {
      engine,
      socketPath,
      registry,
      exposePort: (port) => namespace.exposePort(port),
      run: (command, args, options) => namespace.run(command, args, options),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const DAEMON_CONFIG = JSON.stringify({
  bridge: 'none',
  iptables: false,
  ip6tables: false,
  features: { 'containerd-snapshotter': true },
});

/** containerd of the same release, never one that happens to run on this machine; the engine waits for its socket. */
function toPrograms(folder: string): string[] {
  const containerd = [
    `containerd --root ${folder}/containerd --state ${folder}/containerd-state`,
    `--address ${folder}/containerd.sock`,
  ].join(' ');
  const dockerd = [
    `dockerd --config-file ${folder}/daemon.json --host unix://${folder}/docker.sock`,
    `--data-root ${folder}/data --exec-root ${folder}/exec --pidfile ${folder}/docker.pid`,
    `--containerd ${folder}/containerd.sock`,
  ].join(' ');
  const ready = `until [ -S ${folder}/containerd.sock ] && [ -s ${folder}/daemon.json ]; do sleep 0.1; done`;
  return [containerd, `${ready}; exec ${dockerd}`];
}

async function isUp(socketPath: string): Promise<boolean> {
  return succeeds('docker', ['--host', `unix://${socketPath}`, 'version']);
}
