import type { Readable } from 'node:stream';
import { Agent, errors } from 'undici';
import { UPSTREAM_PATHS, type Api } from './policy/api.ts';
import { PROXY_LIMITS } from './proxy-limits.ts';
import { Refusal } from './refusal.ts';

export interface UpstreamRequest {
  readonly api: Api;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | null;
  readonly body: Readable;
}

/** The one place that a request may go to. No redirect is followed, no answer is unpacked. */
export class Upstream {
  readonly #root: string;
  readonly #agent: Agent;

  constructor(root: string) {
    this.#root = root;
    this.#agent = new Agent({
      connections: PROXY_LIMITS.concurrent,
      pipelining: 1,
      connect: { timeout: PROXY_LIMITS.connectMs },
      headersTimeout: PROXY_LIMITS.firstByteMs,
      bodyTimeout: PROXY_LIMITS.betweenBytesMs,
      maxHeaderSize: PROXY_LIMITS.headerBytes,
    });
  }

  /** @throws Refusal `upstream_unreachable`, `redirect_refused`, `answer_refused` */
  async send({ api, headers, body, signal }: UpstreamRequest): Promise<UpstreamAnswer> {
    const url = new URL(`${this.#root}${UPSTREAM_PATHS[api]}`);
    const answer = await this.#agent.request({ origin: url.origin, path: url.pathname, method: 'POST', headers, body, signal }).catch(toRefusal);
    const header = (name: string): string => [answer.headers[name] ?? ''].flat()[0] ?? '';
    const refuse = (refusal: Refusal): never => {
      answer.body.on('error', () => undefined).destroy();
      throw refusal;
    };
    if (answer.statusCode >= 300 && answer.statusCode < 400) refuse(new Refusal('redirect_refused'));
    if (!['', 'identity'].includes(header('content-encoding'))) refuse(new Refusal('answer_refused'));
    const retryAfter = header('retry-after');
    return { status: answer.statusCode, contentType: toContentType(header('content-type')), retryAfter: /^[0-9]{1,5}$/.test(retryAfter) ? retryAfter : null, body: answer.body };
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

function toContentType(value: string): string {
  return value.toLowerCase().startsWith('text/event-stream') ? 'text/event-stream' : 'application/json';
}

/** Whatever undici or the network says is an outage here; its message may hold addresses, so it goes nowhere. */
function toRefusal(error: unknown): never {
  if (error instanceof errors.UndiciError || (error instanceof Error && ('code' in error || error.name === 'AbortError'))) throw new Refusal('upstream_unreachable');
  throw error;
}
