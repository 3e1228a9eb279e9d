import type { Dispatcher } from 'undici';
import { REGISTRY_LIMITS } from './registry-limits.ts';
import { isDropped, registryError, toBodyError, toRequestError } from './registry-error.ts';
import { readHashed, type HashedBytes } from './read-body.ts';
import { toRedirectTarget } from './redirect-target.ts';

/** One request, before redirects. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sent to the origin of `url` only, never to another one after a redirect. */
  readonly authorization: string | null;
  readonly redirects: 'follow' | 'refuse';
  /** Bytes of a successful answer that may be read. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** A whole answer. `content` is null when it is larger than `maxBytes`, and empty for HEAD. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly content: HashedBytes | null;
  /** The answer came from the origin that was asked, not from one that it redirected to. */
  readonly sameOrigin: boolean;
}

/** What the exchange of one adapter needs. `onRequest` hears of every request that is sent, queries left out. */
export interface HttpSettings {
  readonly dispatcher: Dispatcher;
  readonly requestMilliseconds: number;
  readonly onRequest: (request: { readonly method: string; readonly url: string }) => void;
}

/**
 * Sends a request, follows redirects by the rules of `toRedirectTarget`, and reads the answer within its bounds.
 * @throws CodedError `registry_timeout`, `registry_unreachable`, `registry_bad_answer`, `registry_redirect_refused`, `cancelled`
 */
export async function exchange(settings: HttpSettings, request: HttpRequest): Promise<HttpAnswer> {
  const visited = new Set<string>();
  let url = request.url;
  let authorization = request.authorization;
  for (;;) {
    visited.add(url.href);
    const answer = await send(settings, { ...request, url, authorization });
    const location = answer.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) {
      return { ...answer, sameOrigin: url.origin === request.url.origin };
    }
    const limits = { refuse: request.redirects === 'refuse' || visited.size > REGISTRY_LIMITS.redirects, visited };
    const target = toRedirectTarget(url, location, limits);
    // Once dropped it stays dropped, also when a third party redirects back.
    if (target.origin !== url.origin) authorization = null;
    url = target;
  }
}

type Answer = Omit<HttpAnswer, 'sameOrigin'>;

/** One retry when a kept-alive connection turns out to be closed: nothing was answered on it. */
async function send(settings: HttpSettings, request: HttpRequest): Promise<Answer> {
  assertNotAborted(request.signal);
  const deadline = AbortSignal.timeout(settings.requestMilliseconds);
  const signal = AbortSignal.any([request.signal, deadline]);
  try {
    const response = await dispatch(settings, request, signal).catch((error: unknown) => {
      if (signal.aborted || !isDropped(error)) throw error;
      return dispatch(settings, request, signal);
    });
    return await readAnswer(response, request);
  } catch (error) {
    assertNotAborted(request.signal);
    if (deadline.aborted) throw registryError('registry_timeout', `${request.url.host} did not answer in time.`, { cause: error, retryable: true });
    throw error instanceof BodyFailure ? toBodyError(error.cause, request.url.host) : toRequestError(error, request.url.host);
  }
}

function assertNotAborted(signal: AbortSignal): void {
  if (signal.aborted) throw registryError('cancelled', 'Cancelled.');
}

async function dispatch(settings: HttpSettings, request: HttpRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  const { method, url, authorization } = request;
  settings.onRequest({ method, url: url.origin + url.pathname });
  return settings.dispatcher.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers: authorization === null ? request.headers : { ...request.headers, authorization },
    body: request.body ?? null,
    signal,
  });
}

class BodyFailure extends Error {}

async function readAnswer({ statusCode, headers, body }: Dispatcher.ResponseData, request: HttpRequest): Promise<Answer> {
  const maxBytes = statusCode < 300 ? request.maxBytes : REGISTRY_LIMITS.errorBytes;
  const answer = { status: statusCode, headers: toHeaders(headers) };
  const announced = Number(answer.headers.get('content-length') ?? 0);
  if (request.method !== 'HEAD' && announced > maxBytes) {
    body.on('error', () => undefined).destroy();
    return { ...answer, content: null };
  }
  try {
    return { ...answer, content: await readHashed(body, maxBytes) };
  } catch (cause) {
    throw new BodyFailure('the body broke off', { cause });
  }
}

function toHeaders(headers: Dispatcher.ResponseData['headers']): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
