import { BOX_LABELS } from './box-labels.ts';
import { USER_OF_BOXES } from './box-settings.ts';
import type { BoxVolume } from './box.ts';
import { volumeListSchema, withLabel } from './engine-lists.ts';
import { orderEngine } from './order-engine.ts';
import { toOwnLabels } from './ownership.ts';
import type { SandboxEngine } from './sandbox-engine.ts';

type Labels = Readonly<Record<string, string>>;

/** A run that still uses a volume a day later is none. */
const VOLUME_MS = 24 * 60 * 60_000;
/** In memory; mounted as this for whatever box uses it (mount(8), tmpfs). */
const SOCKET_VOLUME = { type: 'tmpfs', device: 'tmpfs', o: `size=65536,nr_inodes=16,mode=0755,uid=${USER_OF_BOXES},gid=${USER_OF_BOXES},nosuid,nodev,noexec` };

export async function createVolume(engine: SandboxEngine, name: string, labels: Labels): Promise<void> {
  const all = { ...toOwnLabels(labels[BOX_LABELS.run] ?? '', VOLUME_MS), ...labels };
  await orderEngine(engine, { method: 'POST', path: '/volumes/create', body: { Name: name, Driver: 'local', Labels: all } });
}

export async function createSocketVolume(engine: SandboxEngine, name: string, run: string): Promise<void> {
  await orderEngine(engine, { method: 'POST', path: '/volumes/create', body: { Name: name, Driver: 'local', DriverOpts: SOCKET_VOLUME, Labels: toOwnLabels(run, VOLUME_MS) } });
}

export async function removeVolume(engine: SandboxEngine, volume: string): Promise<void> {
  await orderEngine(engine, { method: 'DELETE', path: `/volumes/${volume}` }, [404]);
}

/** Volumes with a label, given as `name` or `name=value`. */
export async function listVolumes(engine: SandboxEngine, label: string, signal: AbortSignal): Promise<readonly BoxVolume[]> {
  const { Volumes } = await engine.askFor(volumeListSchema, { method: 'GET', path: '/volumes', query: withLabel(label), signal });
  return (Volumes ?? []).map(({ Name, CreatedAt, Labels: labels }) => ({ name: Name, createdAt: CreatedAt, labels }));
}
