import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ProxyMessage, ProxyOrder } from '../protocol/proxy-messages.ts';
import { Ledger, type Reservation } from './ledger.ts';
import { passErrorOn, passOn } from './pass-on.ts';
import { checkBody } from './policy/check-body.ts';
import { checkHead, type AcceptedHead, type HeadPolicy } from './policy/check-head.ts';
import { toUpstreamHeaders } from './policy/to-upstream-headers.ts';
import { tokenCheck } from './policy/token-check.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';
import { sendRefusal } from './send-error.ts';
import { Upstream } from './upstream.ts';
import { UsageReader } from './usage-reader.ts';

interface Exchange {
  readonly head: AcceptedHead;
  readonly body: string;
  readonly reservation: Reservation;
  readonly response: ServerResponse;
}

/** Answers the agent's requests: what the policy allows goes to the provider with the key, everything else is refused. */
export class Proxy {
  readonly #order: ProxyOrder;
  readonly #say: (message: ProxyMessage) => void;
  readonly #headPolicy: HeadPolicy;
  readonly #ledger: Ledger;
  readonly #upstream: Upstream;

  constructor(order: ProxyOrder, say: (message: ProxyMessage) => void) {
    this.#order = order;
    this.#say = say;
    this.#headPolicy = { provider: order.provider, isToken: tokenCheck(order.token) };
    this.#ledger = new Ledger(order.budgetTokens);
    this.#upstream = new Upstream(order.upstream);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#exchange(request, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#say(error.code === 'upstream_unreachable' ? { kind: 'upstream', status: 0 } : { kind: 'refused', code: error.code });
      sendRefusal(response, error);
    }
  }

  close(): Promise<void> {
    return this.#upstream.close();
  }

  async #exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#ledger.attempt();
    const { method = '', url = '', httpVersion, rawHeaders } = request;
    const head = checkHead({ method, target: url, httpVersion, rawHeaders }, this.#headPolicy);
    // First the place, then the body: no more bodies are in memory than requests may be on their way.
    const reservation = this.#ledger.reserve();
    try {
      const bytes = await readBody(request, head.contentLength);
      const body = checkBody(head.api, bytes, { models: this.#order.models, answerTokens: reservation.answerTokens });
      await this.#forward({ head, body, reservation, response });
    } finally {
      reservation.settle(null);
    }
  }

  async #forward({ head, body, reservation, response }: Exchange): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => { gone.abort(); });
    const headers = toUpstreamHeaders(head.api, head.headers, this.#order.key);
    const answer = await this.#upstream.send({ api: head.api, headers, body, signal: gone.signal });
    if (answer.status < 200 || answer.status > 299) {
      this.#say({ kind: 'upstream', status: answer.status });
      await passErrorOn(answer, response, this.#order.key);
      return;
    }
    const reader = new UsageReader();
    try {
      await passOn(answer, response, reader);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      // The provider or the agent hung up in the middle: the agent sees a connection that broke, never a short answer.
      response.destroy();
      this.#say({ kind: 'upstream', status: 0 });
    } finally {
      reservation.settle(reader.end({ api: head.api, bytes: Buffer.byteLength(body) }));
      this.#say({ kind: 'usage', ...this.#ledger.totals });
    }
  }
}
