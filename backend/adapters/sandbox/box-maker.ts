import { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import type { EngineEnvironment } from '../engine/engine-endpoint.ts';
import { parseAnswer, parseJson } from '../engine/judge-answer.ts';
import { toEngineName } from '../engine/to-engine-name.ts';
import type { BoxMaker } from './box.ts';
import { createSocketVolume, createVolume, listVolumes, removeVolume } from './engine-volumes.ts';
import { fillVolume } from './fill-volume.ts';
import { openBox } from './open-box.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { isGood, SandboxEngine, toSandboxError } from './sandbox-engine.ts';

const imageSchema = z.object({ Id: z.string().regex(/^sha256:[0-9a-f]{64}$/) });

export interface BoxMakerOptions {
  readonly environment: EngineEnvironment;
  /** Name or id of the image that volumes are filled through. */
  readonly sandboxImage: string;
}

/**
 * Boxes on the engine that `environment` names. Calls throw CodedError: `engine_*`, `sandbox_not_enforced`,
 * `sandbox_failed`, `sandbox_image_missing`, `sandbox_timeout`, `cancelled`.
 */
export function createBoxMaker({ environment, sandboxImage }: BoxMakerOptions): BoxMaker {
  const engine = new SandboxEngine(environment);
  const imageId = (name: string, signal: AbortSignal): Promise<string> => findImage(engine, name, signal);
  return {
    open: (plan, call) => openBox(engine, plan, call),
    createVolume: (name, labels) => createVolume(engine, name, labels),
    createSocketVolume: (name, run) => createSocketVolume(engine, name, run),
    fillVolume: async (volume, tar, call) => fillVolume(engine, { volume, tar, image: await imageId(sandboxImage, call.signal) }, call),
    listVolumes: (label, signal) => listVolumes(engine, label, signal),
    removeVolume: (name) => removeVolume(engine, name),
    imageId,
    removeLeftovers: (signal) => removeLeftovers(engine, signal),
  };
}

async function findImage(engine: SandboxEngine, name: string, signal: AbortSignal): Promise<string> {
  const answer = await engine.ask({ method: 'GET', path: `/images/${toEngineName(name)}/json`, signal });
  if (answer.status === 404) throw new CodedError('sandbox_image_missing', 'The image of the sandbox is not on the engine.');
  if (!isGood(answer)) throw toSandboxError(answer);
  return parseAnswer(imageSchema, parseJson(answer.text)).Id;
}
