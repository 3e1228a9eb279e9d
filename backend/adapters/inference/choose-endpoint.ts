import { z } from 'zod';
import type { Dispatcher } from 'undici';
import { CodedError } from '../../core/coded-error.ts';
import { inferenceEndpoints } from './inference-endpoint.ts';
import { inferenceError } from './inference-error.ts';
import { exchange } from './inference-exchange.ts';
import { INFERENCE_LIMITS } from './inference-limits.ts';
import { bearer } from './wire-format.ts';

export interface LocalSettings {
  readonly dispatcher: Dispatcher;
  readonly key: string | null;
}

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string().min(1).max(300) })) });

/**
 * The first endpoint that answers; without a choice, the only one, unasked.
 * @throws CodedError `inference_unreachable` when none does, `cancelled`
 */
export async function chooseEndpoint(settings: LocalSettings, endpoints: readonly URL[], signal: AbortSignal): Promise<URL> {
  const [only, ...others] = endpoints;
  if (only !== undefined && others.length === 0) return only;
  for (const endpoint of endpoints) if ((await askModels(settings, endpoint, signal)) !== null) return endpoint;
  throw inferenceError('inference_unreachable', `no local model answers at ${endpoints.map(({ host }) => host).join(' or ')}`, { retryable: true });
}

/**
 * Names of the models that a local endpoint has (`GET /models`), at most 200, sorted.
 * @throws CodedError `inference_unreachable` when nothing answers there, `configuration_malformed`, `cancelled`
 */
export async function listLocalModels(settings: LocalSettings & { readonly baseUrl: string | null }, signal: AbortSignal): Promise<readonly string[]> {
  const endpoints = inferenceEndpoints('local', settings.baseUrl);
  for (const endpoint of endpoints) {
    const models = await askModels(settings, endpoint, signal);
    if (models !== null) return models;
  }
  throw inferenceError('inference_unreachable', `no local model answers at ${endpoints.map(({ host }) => host).join(' or ')}`, { retryable: true });
}

/** Null where nobody, or somebody else, answers. */
async function askModels({ dispatcher, key }: LocalSettings, endpoint: URL, signal: AbortSignal): Promise<readonly string[] | null> {
  const url = new URL(endpoint);
  url.pathname += '/models';
  try {
    const { status, body } = await exchange(dispatcher, { method: 'GET', url, headers: bearer(key), body: null, timeoutMs: INFERENCE_LIMITS.probeMs }, signal);
    const models = status === 200 ? modelsSchema.safeParse(body).data : undefined;
    return models === undefined ? null : models.data.map(({ id }) => id).sort().slice(0, INFERENCE_LIMITS.models);
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'cancelled') return null;
    throw error;
  }
}
