import { containerListSchema, networkListSchema, withLabel } from './engine-lists.ts';
import type { SandboxEngine } from './sandbox-engine.ts';

interface LabelledObject {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
}

export async function listContainers(engine: SandboxEngine, label: string, signal: AbortSignal): Promise<readonly LabelledObject[]> {
  const containers = await engine.askFor(containerListSchema, { method: 'GET', path: '/containers/json', query: { all: '1', ...withLabel(label) }, signal });
  return containers.map(({ Id, Labels: labels }) => ({ id: Id, labels }));
}

export async function listNetworks(engine: SandboxEngine, label: string, signal: AbortSignal): Promise<readonly LabelledObject[]> {
  const networks = await engine.askFor(networkListSchema, { method: 'GET', path: '/networks', query: withLabel(label), signal });
  return networks.map(({ Id, Labels: labels }) => ({ id: Id, labels }));
}
