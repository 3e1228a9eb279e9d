import { Agent } from 'undici';
import { afterAll, afterEach } from 'vitest';
import { createInference, type InferenceSettings } from '../../../backend/adapters/inference/create-inference.ts';
import type { Inference, InferenceRequest } from '../../../backend/ports/inference.ts';
import { startScriptedUpstream, type ScriptedUpstream } from '../../support/scripted-upstream.ts';
import type { UpstreamScript } from '../../support/upstream/upstream-step.ts';

export const KEY = 'sk-test-0123456789-do-not-show';

const dispatcher = new Agent();
const started: ScriptedUpstream[] = [];
afterEach(async () => {
  for (const upstream of started.splice(0)) await upstream.close();
});
afterAll(async () => { await dispatcher.close(); });

export interface TestInference {
  readonly inference: Inference;
  readonly upstream: ScriptedUpstream;
  /** Waits between attempts, in order. */
  readonly waits: number[];
}

export const NOW = Date.UTC(2026, 0, 1);

export function settingsFor(more: Partial<InferenceSettings> = {}): InferenceSettings {
  return { provider: 'anthropic', model: 'model-1', key: KEY, baseUrl: null, dispatcher, clock: () => NOW, sleep: () => Promise.resolve(), ...more };
}

export async function openInference(script: UpstreamScript, more: Partial<InferenceSettings> = {}): Promise<TestInference> {
  const upstream = await startScriptedUpstream({ script });
  started.push(upstream);
  const waits: number[] = [];
  const sleep = (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  return { upstream, waits, inference: createInference(settingsFor({ baseUrl: upstream.origin, sleep, ...more })) };
}

export const REQUEST: InferenceRequest = {
  system: 'The system.',
  messages: [
    { role: 'user', text: 'Hello.' },
    { role: 'assistant', text: '', toolCalls: [{ id: 'call_a', name: 'read_file', input: { path: 'a' } }] },
    { role: 'tool', results: [{ id: 'call_a', text: 'content', isError: false }] },
  ],
  tools: [{ name: 'read_file', description: 'Reads.', parameters: { type: 'object', properties: {} } }],
  maxOutputTokens: 500,
};

export const signal = (): AbortSignal => new AbortController().signal;
