import type { GapCode } from '../../core/gap-code.ts';
import type { Repository } from '../../core/image/repository.ts';
import { HostGate } from './host-gate.ts';
import { exchange, type HttpAnswer, type HttpSettings } from './http-exchange.ts';
import { toOrigin } from './registry-address.ts';
import { toAnswerError } from './registry-answer.ts';
import { RegistryAuthorization, TokenRateLimited, type AuthorizationSettings } from './registry-authorization.ts';

/** What is asked of a repository. `path` is below `/v2/<repository>/` and may carry a query. */
export interface RepositoryRequest {
  readonly method: 'GET' | 'HEAD';
  readonly repository: Repository;
  readonly path: string;
  readonly accept: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

const USER_AGENT = 'mcp-trust-inspector';

/** One registry: its address, its gate, its authorization, and what was learned about it in this process. */
export class RegistryEndpoint {
  readonly registry: string;
  readonly origin: string;
  /** The registry has said that it has no referrers API: it is not asked for it again. */
  lacksReferrers = false;
  readonly #http: HttpSettings;
  readonly #gate: HostGate;
  readonly #authorization: RegistryAuthorization;

  constructor(registry: string, settings: AuthorizationSettings) {
    this.registry = registry;
    this.origin = toOrigin(registry, settings.isPlainHttp);
    this.#http = settings.http;
    this.#gate = new HostGate(registry, settings.now);
    this.#authorization = new RegistryAuthorization(registry, settings);
  }

  /**
   * Asks with authorization as needed. Any status but 429 and 401 is for the caller to judge.
   * @throws CodedError `registry_rate_limited`, `registry_unauthorized` and what `exchange` throws
   */
  async ask(request: RepositoryRequest): Promise<HttpAnswer> {
    return this.#gate.pass(async () => {
      try {
        const answer = await this.#authorized(request);
        if (answer.status === 429) return await this.#limit(answer.headers.get('retry-after'));
        return answer;
      } catch (error) {
        if (error instanceof TokenRateLimited) return await this.#limit(error.retryAfter);
        throw error;
      }
    });
  }

  /** The failure that an answer means; `missing` is the code of a 404 that counts. */
  toError(answer: HttpAnswer, missing: GapCode): Error {
    return toAnswerError(answer, this.registry, missing);
  }

  async #authorized(request: RepositoryRequest): Promise<HttpAnswer> {
    const { path } = request.repository;
    const first = await this.#authorization.current(path);
    const answer = await this.#send(request, first);
    if (!isChallenge(answer)) return answer;
    const second = await this.#authorization.answerChallenge(path, answer.headers.get('www-authenticate'), first);
    const again = await this.#send(request, second);
    if (isChallenge(again)) throw toAnswerError(again, this.registry, 'registry_unauthorized');
    return again;
  }

  async #send(request: RepositoryRequest, authorization: string | null): Promise<HttpAnswer> {
    const { method, repository, path, accept, maxBytes, signal } = request;
    const url = new URL(`/v2/${repository.path}/${path}`, this.origin);
    const headers = { accept, 'user-agent': USER_AGENT };
    return exchange(this.#http, { method, url, headers, authorization, redirects: 'follow', maxBytes, signal });
  }

  /** Closes the gate, and throws what everybody after this will get. */
  async #limit(retryAfter: string | undefined): Promise<never> {
    this.#gate.close(retryAfter);
    return this.#gate.pass(() => Promise.reject(new Error('a closed gate let a request through')));
  }
}

function isChallenge({ status, sameOrigin }: HttpAnswer): boolean {
  return status === 401 && sameOrigin;
}
