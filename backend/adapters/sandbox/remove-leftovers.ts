import { CodedError } from '../../core/coded-error.ts';
import { BOX_LABELS } from './box-labels.ts';
import { removeContainer, removeNetwork } from './engine-objects.ts';
import { listVolumes, removeVolume } from './engine-volumes.ts';
import { listContainers, listNetworks } from './list-objects.ts';
import { createLeftoverTest } from './ownership.ts';
import type { SandboxEngine } from './sandbox-engine.ts';

/**
 * Removes containers, then networks and volumes, that no living process owns. Answers how many were removed; one that
 * the engine doesn't let go (in use by somebody else's container) stays for the next time.
 */
export async function removeLeftovers(engine: SandboxEngine, signal: AbortSignal): Promise<number> {
  const isLeft = createLeftoverTest();
  const containers = (await listContainers(engine, BOX_LABELS.product, signal)).filter(({ labels }) => isLeft(labels));
  const gone = await removeAll(containers, ({ id }) => removeContainer(engine, id), signal);
  const networks = (await listNetworks(engine, BOX_LABELS.product, signal)).filter(({ labels }) => isLeft(labels));
  const volumes = (await listVolumes(engine, BOX_LABELS.product, signal)).filter(({ labels }) => isLeft(labels));
  const freed = await removeAll(networks, ({ id }) => removeNetwork(engine, id), signal);
  return gone + freed + (await removeAll(volumes, ({ name }) => removeVolume(engine, name), signal));
}

async function removeAll<Item>(items: readonly Item[], remove: (item: Item) => Promise<void>, signal: AbortSignal): Promise<number> {
  let removed = 0;
  for (const item of items) {
    if (signal.aborted) throw new CodedError('cancelled', 'The removal of leftovers was cancelled.');
    removed += await remove(item).then(() => 1, toNone);
  }
  return removed;
}

function toNone(error: unknown): number {
  if (error instanceof CodedError && error.code === 'sandbox_failed') return 0;
  throw error;
}
