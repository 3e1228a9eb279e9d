import { randomUUID } from 'node:crypto';
import { CodedError } from '../../core/coded-error.ts';
import { parseAnswer, parseJson } from '../engine/judge-answer.ts';
import { assertNoWarnings, assertSettings } from './assert-settings.ts';
import { AttachedBox } from './attached-box.ts';
import { startBoxClock } from './box-clock.ts';
import { BOX_NAME_PREFIX } from './box-labels.ts';
import { BOX_LIMITS } from './box-limits.ts';
import { hasNetwork, toContainerSettings } from './box-settings.ts';
import type { Box, BoxCall, BoxPlan } from './box.ts';
import { containerSchema, createdSchema, endSchema } from './container-answers.ts';
import { createNetwork, removeContainer, removeNetwork } from './engine-objects.ts';
import { toOwnLabels } from './ownership.ts';
import { isGood, toSandboxError, type SandboxEngine } from './sandbox-engine.ts';

interface Making {
  readonly engine: SandboxEngine;
  readonly plan: BoxPlan;
  /** Given beforehand: what was made is removed by it even when the engine's answer got lost. */
  readonly name: string;
  readonly network: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Creates a container, asserts its settings, attaches to it and starts it; what fails on the way is removed again.
 * Steps are short and not cut off in the middle: a container that the engine makes after nobody waits for it is nobody's.
 */
export async function openBox(engine: SandboxEngine, plan: BoxPlan, call: BoxCall): Promise<Box> {
  const clock = startBoxClock(call);
  const name = `${BOX_NAME_PREFIX}${plan.kind.toLowerCase()}-${randomUUID()}`;
  const making: Making = { engine, plan, name, network: hasNetwork(plan.kind) ? name : 'none', labels: toOwnLabels(plan.run, call.timeoutMs) };
  let destroyed: Promise<void> | null = null;
  // Once: a second removal beside the first would take the network away from under it.
  const destroy = (): Promise<void> => (destroyed ??= destroyAll(making, clock.stop));
  try {
    clock.signal.throwIfAborted();
    await assertVolumes(making);
    if (making.network !== 'none') await createNetwork(engine, name, making.labels);
    clock.signal.throwIfAborted();
    const id = await create(making);
    const socket = await engine.attach(id);
    const parts = { id, socket, outputBytes: BOX_LIMITS[plan.kind].outputBytes, signal: clock.signal, askEnd: () => askEnd(making, id, call.timeoutMs), destroy };
    const box = new AttachedBox(parts);
    await start(making, id);
    clock.signal.throwIfAborted();
    return box;
  } catch (error) {
    await destroy();
    throw error;
  }
}

async function destroyAll({ engine, name, network }: Making, stopClock: () => void): Promise<void> {
  stopClock();
  await removeContainer(engine, name);
  if (network !== 'none') await removeNetwork(engine, name);
}

/** The engine would make a volume that isn't there: empty, and nobody's. */
async function assertVolumes({ engine, plan }: Making): Promise<void> {
  for (const { volume } of plan.mounts) {
    const answer = await engine.ask({ method: 'GET', path: `/volumes/${volume}` });
    if (answer.status === 404) throw new CodedError('sandbox_failed', 'A volume of the sandbox is gone.', { retryable: true });
    if (!isGood(answer)) throw toSandboxError(answer);
  }
}

async function create({ engine, plan, name, network, labels }: Making): Promise<string> {
  const settings = toContainerSettings(plan, { network, labels });
  const answer = await engine.ask({ method: 'POST', path: '/containers/create', query: { name }, body: { ...settings.config, HostConfig: settings.hostConfig } });
  if (answer.status === 404) throw new CodedError('sandbox_image_missing', 'The image of the sandbox is not on the engine.');
  if (!isGood(answer)) throw toSandboxError(answer);
  const { Id, Warnings } = parseAnswer(createdSchema, parseJson(answer.text));
  assertNoWarnings(Warnings ?? []);
  const found = await engine.askFor(containerSchema, { method: 'GET', path: `/containers/${Id}/json` });
  assertSettings({ settings, image: plan.image, network, mounts: plan.mounts }, found);
  return Id;
}

async function start({ engine }: Making, id: string): Promise<void> {
  const answer = await engine.ask({ method: 'POST', path: `/containers/${id}/start` });
  if (!isGood(answer)) throw toSandboxError(answer);
}

async function askEnd({ engine }: Making, id: string, timeoutMs: number): Promise<{ status: number; isOutOfMemory: boolean }> {
  const waited = await engine.ask({ method: 'POST', path: `/containers/${id}/wait`, timeoutMs });
  if (!isGood(waited)) throw toSandboxError(waited);
  const { State } = await engine.askFor(endSchema, { method: 'GET', path: `/containers/${id}/json` });
  return { status: State.ExitCode, isOutOfMemory: State.OOMKilled };
}
