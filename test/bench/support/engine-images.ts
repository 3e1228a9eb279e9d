import { connectLocalEngine } from '../../integration/support/classic-engine.ts';
import { succeeds } from '../../integration/support/child-process.ts';
import { startRegistry, type RegistryServer } from '../../integration/support/registry-server.ts';
import type { BenchWorld } from './bench-world.ts';
import { pushImages } from './push-images.ts';
import { runAll } from './run-all.ts';

const PULLS = 4;

/** Whether the parts that need it run; else why not. */
export type Counterpart<Value> = { readonly value: Value } | { readonly absent: string };

export interface EngineImages {
  readonly socketPath: string;
}

/** A real registry that holds the images and their `.sig` signatures. */
export async function startFilledRegistry({ signed, cleanup, signal }: BenchWorld): Promise<Counterpart<RegistryServer>> {
  if (!(await succeeds('docker-registry', ['--version']))) return { absent: 'no docker-registry in the path' };
  const registry = await startRegistry();
  cleanup.add('registry', () => registry.stop());
  await pushImages(registry.url, signed.images, signal);
  return { value: registry };
}

/** Pulls the images into the engine of this machine; they are removed at the end, by their label and registry. */
export async function pullIntoEngine({ signed, runId, cleanup, signal }: BenchWorld, registry: RegistryServer): Promise<Counterpart<EngineImages>> {
  if (!(await succeeds('docker', ['version', '--format', '{{.Server.Version}}']))) return { absent: 'no Docker engine answers' };
  const engine = connectLocalEngine(runId);
  const pulling: Promise<unknown>[] = [];
  cleanup.add('images in the engine', async () => {
    await Promise.allSettled(pulling);
    await engine.cleanUp();
  });
  const all = runAll(signed.images, PULLS, ({ server }) => engine.pull(`${registry.host}/mcp/${server}:latest`), signal);
  pulling.push(all);
  await all;
  return { value: { socketPath: engine.socketPath } };
}
