import { toMalformed, toRefusal, toUnreachable } from './backend-problem.ts';
import { takeSessionToken } from './session-token.ts';
import { REQUEST_TIMEOUT_MS } from './transport.ts';
import type { BackendRequest, Transport } from './transport.ts';

/** The backend on the same loopback origin; its cookie is bought once with the token of the printed address. */
export function createLoopbackTransport(): Transport {
  const token = takeSessionToken();
  let session: Promise<unknown> | null = null;
  return {
    async send(request) {
      if (token !== null) {
        session ??= send({ method: 'POST', path: '/api/session', body: { token } });
        // A failed exchange must be tried again by the next request: the backend may only have been starting.
        await session.catch((error: unknown) => {
          session = null;
          throw error;
        });
      }
      return send(request);
    },
  };
}

async function send({ method, path, body }: BackendRequest): Promise<unknown> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    redirect: 'error',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw isNetworkFailure(error) ? toUnreachable() : error;
  });
  const answer = await readJson(response, path);
  if (!response.ok) throw toRefusal(answer) ?? (response.status >= 500 ? toUnreachable() : toMalformed(path));
  return answer;
}

async function readJson(response: Response, path: string): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (response.ok) throw toMalformed(path);
    return null;
  }
}

/** `fetch` rejects with a TypeError when nothing answers, and with a TimeoutError after our limit. */
function isNetworkFailure(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError'));
}
