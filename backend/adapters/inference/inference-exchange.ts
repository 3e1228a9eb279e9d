import type { Dispatcher } from 'undici';
import type { CodedError } from '../../core/coded-error.ts';
import { INFERENCE_LIMITS } from './inference-limits.ts';
import { inferenceError, toConnectionError } from './inference-error.ts';

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** Holds the key; never part of an error. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
}

export interface ExchangeAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  /** Parsed JSON; undefined where the body of a failure is none. */
  readonly body: unknown;
}

/**
 * Sends one request and reads one JSON answer within its bounds: size, time, no compression, no redirect.
 * @throws CodedError `inference_unreachable`, `inference_timeout`, `inference_bad_answer`, `cancelled`
 */
export async function exchange(dispatcher: Dispatcher, request: ExchangeRequest, signal: AbortSignal): Promise<ExchangeAnswer> {
  const deadline = AbortSignal.timeout(request.timeoutMs);
  try {
    signal.throwIfAborted();
    return await send(dispatcher, request, AbortSignal.any([signal, deadline]));
  } catch (error) {
    if (signal.aborted) throw inferenceError('cancelled', 'Cancelled.');
    if (deadline.aborted) throw inferenceError('inference_timeout', `${request.url.host} did not answer in time`, { retryable: true });
    throw error instanceof BadAnswer ? toBadAnswer(error, request.url.host) : toConnectionError(error, request.url.host);
  }
}

class BadAnswer extends Error {}

function toBadAnswer({ message }: BadAnswer, host: string): CodedError {
  return inferenceError('inference_bad_answer', `${host} ${message}`);
}

async function send(dispatcher: Dispatcher, { method, url, headers, body }: ExchangeRequest, signal: AbortSignal): Promise<ExchangeAnswer> {
  const response = await dispatcher.request({
    origin: url.origin,
    path: url.pathname,
    method,
    headers: { accept: 'application/json', 'accept-encoding': 'identity', ...(body !== null && { 'content-type': 'application/json' }), ...headers },
    body,
    signal,
    // The whole exchange has one limit; a model that thinks for long sends nothing meanwhile.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const isSuccess = response.statusCode === 200;
  const bytes = await readBody(response, isSuccess ? INFERENCE_LIMITS.answerBytes : INFERENCE_LIMITS.errorBytes);
  const retryAfter = response.headers['retry-after'];
  const answer = { status: response.statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : null };
  if (!isSuccess) return { ...answer, body: bytes === null ? undefined : parse(bytes) };
  if (bytes === null) throw new BadAnswer('answered more than is read');
  if (response.headers['content-encoding'] !== undefined) throw new BadAnswer('answered compressed, which was not asked for');
  if (!/^application\/json\b/i.test(String(response.headers['content-type']))) throw new BadAnswer('did not answer JSON');
  const parsed = parse(bytes);
  if (parsed === undefined) throw new BadAnswer('answered JSON that cannot be read');
  return { ...answer, body: parsed };
}

/** Null, and the connection ended, for a body beyond the limit. */
async function readBody({ body }: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a stream of bytes is expected');
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
