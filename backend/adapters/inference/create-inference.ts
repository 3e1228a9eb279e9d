import type { Dispatcher } from 'undici';
import { CodedError } from '../../core/coded-error.ts';
import type { Provider } from '../../core/review/model-endpoint.ts';
import type { Inference, InferenceAnswer, InferenceRequest } from '../../ports/inference.ts';
import { anthropicMessages } from './anthropic-messages.ts';
import { chatCompletions } from './chat-completions.ts';
import { chooseEndpoint } from './choose-endpoint.ts';
import { inferenceEndpoints, leavesTo } from './inference-endpoint.ts';
import { inferenceError } from './inference-error.ts';
import { exchange } from './inference-exchange.ts';
import { INFERENCE_LIMITS } from './inference-limits.ts';
import { openaiResponses } from './openai-responses.ts';
import { parseRetryAfter, withRetries, type RetrySettings } from './retry.ts';
import { toStatusError } from './to-status-error.ts';
import type { WireAnswer, WireFormat } from './wire-format.ts';

export interface InferenceSettings extends RetrySettings {
  readonly provider: Provider;
  readonly model: string;
  /** Sent in a header, and nowhere else; null for a local endpoint that needs none. */
  readonly key: string | null;
  /** A compatible endpoint; null for the provider's own, or the Docker Model Runner. */
  readonly baseUrl: string | null;
  readonly dispatcher: Dispatcher;
}

const FORMATS: Readonly<Record<Provider, WireFormat>> = { anthropic: anthropicMessages, openai: openaiResponses, local: chatCompletions };

const KEY = /^[\x21-\x7e]{1,1000}$/;

/** Characters a token stands for, roughly, where a local server counts none. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * A model behind its provider's interface. Retries what may pass (429, 5xx, a lost connection) with backoff.
 * @throws CodedError `configuration_malformed` for an address or key that cannot be used; `complete` as the port says
 */
export function createInference(settings: InferenceSettings): Inference {
  const { provider, model, key } = settings;
  // Anything else could end the header, and an error about it might show the key.
  if (key !== null && !KEY.test(key)) throw new CodedError('configuration_malformed', 'The key holds characters that no key has.');
  const endpoints = inferenceEndpoints(provider, settings.baseUrl);
  const format = FORMATS[provider];
  let chosen: URL | null = null;
  return {
    provider,
    model,
    leavesTo: leavesTo(endpoints),
    complete: async (request, signal) => {
      const base = (chosen ??= await chooseEndpoint(settings, endpoints, signal));
      const body = JSON.stringify(format.toBody(model, request));
      const answer = await withRetries(settings, () => ask(settings, { base, format, body }, signal), signal);
      return toInferenceAnswer(answer, request);
    },
  };
}

interface Question {
  readonly base: URL;
  readonly format: WireFormat;
  readonly body: string;
}

async function ask({ dispatcher, key, clock }: InferenceSettings, { base, format, body }: Question, signal: AbortSignal): Promise<WireAnswer> {
  const url = new URL(base);
  url.pathname += format.path;
  const answer = await exchange(dispatcher, { method: 'POST', url, headers: format.headers(key), body, timeoutMs: INFERENCE_LIMITS.requestMs }, signal);
  if (answer.status !== 200) {
    const { code, message, retryable } = toStatusError(answer, url.host);
    const retryAt = parseRetryAfter(answer.retryAfter, clock());
    throw new CodedError(code, message, { retryable, ...(retryAt !== null && { retryAt }) });
  }
  const read = format.toAnswer(answer.body);
  if (read === null) throw inferenceError('inference_bad_answer', `${url.host} answered JSON of another form`);
  return read;
}

function toInferenceAnswer({ tokens, ...answer }: WireAnswer, request: InferenceRequest): InferenceAnswer {
  const counted = tokens ?? { input: estimate([request.system, request.messages, request.tools]), output: estimate([answer.text, answer.toolCalls]) };
  return { ...answer, usage: { inputTokens: counted.input, outputTokens: counted.output, requests: 1 } };
}

function estimate(value: unknown): number {
  return Math.ceil(JSON.stringify(value).length / CHARACTERS_PER_TOKEN);
}
