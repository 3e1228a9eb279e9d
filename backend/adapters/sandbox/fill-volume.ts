import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { SOURCE_MOUNT } from '../../sandboxed/protocol/mounts.ts';
import { startBoxClock } from './box-clock.ts';
import { BOX_NAME_PREFIX } from './box-labels.ts';
import { toContainerSettings } from './box-settings.ts';
import type { BoxCall, BoxPlan } from './box.ts';
import { createdSchema } from './container-answers.ts';
import { removeContainer } from './engine-objects.ts';
import { toOwnLabels } from './ownership.ts';
import { isGood, toSandboxError, type SandboxEngine } from './sandbox-engine.ts';

export interface Filling {
  readonly volume: string;
  readonly tar: AsyncIterable<Uint8Array>;
  /** Image id. */
  readonly image: string;
}

/**
 * Unpacks a tar stream into a volume through a container that is never started: the engine does it, shut into the
 * container's file system. Whatever the archive holds was chosen by the caller.
 */
export async function fillVolume(engine: SandboxEngine, { volume, tar, image }: Filling, call: BoxCall): Promise<void> {
  const clock = startBoxClock(call);
  const id = randomUUID();
  const name = `${BOX_NAME_PREFIX}fill-${id}`;
  const plan: BoxPlan = { kind: 'fetch', run: id, image, command: [], environment: {}, mounts: [{ volume, target: SOURCE_MOUNT, isReadOnly: false }] };
  const { config, hostConfig } = toContainerSettings(plan, { network: 'none', labels: toOwnLabels(id, call.timeoutMs) });
  try {
    clock.signal.throwIfAborted();
    await engine.askFor(createdSchema, { method: 'POST', path: '/containers/create', query: { name }, body: { ...config, HostConfig: hostConfig } });
    const query = { path: SOURCE_MOUNT, noOverwriteDirNonDir: '1' };
    const answer = await engine.ask({ method: 'PUT', path: `/containers/${name}/archive`, query, body: Readable.from(tar), signal: clock.signal, timeoutMs: call.timeoutMs });
    if (!isGood(answer)) throw toSandboxError(answer);
  } catch (error) {
    throw clock.signal.aborted ? clock.signal.reason : error;
  } finally {
    clock.stop();
    await removeContainer(engine, name);
  }
}
