import { CodedError } from '../../core/coded-error.ts';
import { cancelled, forgeError } from './forge-error.ts';
import { FORGE_LIMITS } from './forge-limits.ts';

export type Fetch = typeof globalThis.fetch;

/**
 * A fetch that stays with one origin, follows no redirect, and reads one answer within its bounds of size and time. The
 * token goes along with each request: a redirect would carry it, or a write, to where nobody meant it to go.
 * Throws CodedError `forge_unavailable`, `forge_refused`, `forge_bad_answer`, `cancelled`.
 */
export function boundFetch(fetch: Fetch, origin: string): Fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw forgeError('forge_bad_answer', `${url.host} is not the address of the forge`);
    const deadline = AbortSignal.timeout(FORGE_LIMITS.requestMs);
    const signal = init.signal ?? null;
    try {
      signal?.throwIfAborted();
      const response = await fetch(url, { ...init, redirect: 'manual', signal: signal === null ? deadline : AbortSignal.any([signal, deadline]) });
      return await readWhole(response, url.host);
    } catch (error) {
      if (signal?.aborted === true) throw cancelled();
      if (deadline.aborted) throw forgeError('forge_unavailable', `${url.host} did not answer in time`, { retryable: true });
      throw toConnectionError(error, url.host);
    }
  };
}

async function readWhole(response: Response, host: string): Promise<Response> {
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel();
    throw forgeError('forge_refused', `${host} answered with a redirect, which is not followed: name the repository as it is called now`);
  }
  const { status, statusText, headers } = response;
  const hasBody = status !== 204 && status !== 205;
  return new Response(hasBody ? await readBody(response, host) : null, { status, statusText, headers });
}

async function readBody({ body }: Response, host: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > FORGE_LIMITS.answerBytes) throw forgeError('forge_bad_answer', `${host} answered more than is read`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, size));
}

/** What fetch threw while asking; a bug (an error without a code of the system or of undici) is thrown on. */
function toConnectionError(error: unknown, host: string): CodedError {
  if (error instanceof CodedError) throw error;
  const cause = error instanceof Error ? error.cause : null;
  const code = codeOf(error) ?? codeOf(cause);
  // undici's parser gives some of its errors a name alone.
  if (code?.startsWith('HPE_') === true || (cause instanceof Error && cause.name === 'HTTPParserError')) return forgeError('forge_bad_answer', `${host} answered something that is not HTTP`);
  if (code === null || code === 'UND_ERR_INVALID_ARG') throw error;
  return forgeError('forge_unavailable', `${host} (${code})`, { retryable: true });
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
