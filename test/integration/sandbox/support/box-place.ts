import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { z } from 'zod';
import { BOX_LABELS } from '../../../../backend/adapters/sandbox/box-labels.ts';
import { createBoxMaker } from '../../../../backend/adapters/sandbox/box-maker.ts';
import type { Box, BoxCall, BoxEnd, BoxKind, BoxMaker, BoxMount, BoxPlan } from '../../../../backend/adapters/sandbox/box.ts';
import type { EngineEnvironment } from '../../../../backend/adapters/engine/engine-endpoint.ts';
import type { TestEngine } from '../../support/test-engine.ts';

export const BOX_KINDS: readonly BoxKind[] = ['fetch', 'analysis', 'toolBox', 'agent', 'proxy'];
const PATIENCE_MS = 60_000;

export interface Outcome {
  /** What the attack answered. */
  readonly answer: unknown;
  readonly end: BoxEnd;
}

export interface AttackOptions {
  readonly kind: BoxKind;
  readonly mounts?: readonly BoxMount[];
  readonly needsLoopback?: boolean;
}

/** Boxes of one test file, joined by one run. */
export class BoxPlace {
  readonly run = `test-${randomUUID()}`;
  readonly maker: BoxMaker;
  readonly #engine: TestEngine;
  readonly #image: string;

  constructor(engine: TestEngine, image: string) {
    this.#engine = engine;
    this.#image = image;
    this.maker = createBoxMaker({ environment: toEnvironment(engine), sandboxImage: image });
  }

  /** Opens a box with a program of the image. */
  async open(options: AttackOptions, command: readonly string[], call: Partial<BoxCall> = {}): Promise<Box> {
    const { kind, mounts = [], needsLoopback = false } = options;
    const full = kind === 'agent' ? ['node', '/backend/sandboxed.js', ...command] : command;
    const signal = call.signal ?? new AbortController().signal;
    const plan: BoxPlan = { kind, run: this.run, image: await this.maker.imageId(this.#image, signal), command: full, environment: {}, mounts, needsLoopback };
    return this.maker.open(plan, { signal, timeoutMs: call.timeoutMs ?? PATIENCE_MS });
  }

  /** Runs an attack to its end. */
  async attack(options: AttackOptions, ...command: readonly string[]): Promise<Outcome> {
    const box = await this.open(options, command);
    try {
      const lines: string[] = [];
      for await (const line of box.lines()) lines.push(line);
      const end = await box.ended();
      return { answer: lines[1] === undefined ? null : z.unknown().parse(JSON.parse(lines[1])), end };
    } finally {
      await box.remove();
    }
  }

  /** What the engine still has of this run. */
  async remains(run = this.run): Promise<readonly string[]> {
    const filter = ['--quiet', '--filter', `label=${BOX_LABELS.run}=${run}`];
    const lists = await Promise.all([this.#engine.docker('ps', '--all', ...filter), this.#engine.docker('network', 'ls', ...filter), this.#engine.docker('volume', 'ls', ...filter)]);
    return lists.flatMap((list) => list.split('\n')).filter((line) => line !== '');
  }
}

export function toEnvironment(engine: TestEngine): EngineEnvironment {
  return { variables: { DOCKER_HOST: `unix://${engine.socketPath}` }, homeFolder: homedir(), platform: process.platform };
}
