import type { Clock } from '../../ports/clock.ts';
import type { Credentials, RegistryLogin } from './credentials.ts';
import { exchange, type HttpAnswer, type HttpSettings } from './http-exchange.ts';
import { parseChallenges, type Challenge } from './parse-challenge.ts';
import type { PlainHttp } from './registry-address.ts';
import { registryError } from './registry-error.ts';
import { parseToken, toBasic, toTokenRequest } from './token-request.ts';

export interface AuthorizationSettings {
  readonly http: HttpSettings;
  readonly credentials: Credentials;
  readonly isPlainHttp: PlainHttp;
  readonly now: Clock;
}

type Scheme = { readonly kind: 'basic' } | { readonly kind: 'bearer'; readonly realm: URL; readonly service: string | null };

interface Kept {
  readonly value: Promise<string>;
  usableUntil: number;
}

/** A token is not used in its last seconds: it could run out on the way. */
const EXPIRY_MARGIN_MILLISECONDS = 5000;
const MAX_KEPT_TOKENS = 4096;

/**
 * The authorization for one registry. Nothing is sent before the registry has asked for it; from then on its
 * challenge is remembered, so that the next repository costs one token and no 401.
 */
export class RegistryAuthorization {
  readonly #registry: string;
  readonly #settings: AuthorizationSettings;
  readonly #kept = new Map<string, Kept>();
  #scheme: Scheme | null = null;

  constructor(registry: string, settings: AuthorizationSettings) {
    this.#registry = registry;
    this.#settings = settings;
  }

  /** The value of `Authorization` for reading a repository; null where the registry never asked for one. */
  async current(path: string): Promise<string | null> {
    return this.#scheme === null ? null : this.#valueFor(path, this.#scheme);
  }

  /**
   * What to send after a 401 to a request that carried `rejected`.
   * @throws CodedError `registry_unauthorized`, and what asking for a token throws
   */
  async answerChallenge(path: string, header: string | undefined, rejected: string | null): Promise<string> {
    const scheme = this.#toScheme(parseChallenges(header ?? ''));
    const key = toKey(scheme, path);
    const kept = this.#kept.get(key);
    // Another request may have renewed it in the meantime: only the very value that was rejected is dropped.
    if (kept !== undefined && (await kept.value) === rejected) this.#kept.delete(key);
    if (scheme.kind === 'bearer') this.#scheme = scheme;
    const value = await this.#valueFor(path, scheme);
    // A Basic challenge is remembered with a login only: without one, other repositories may still be open to all.
    this.#scheme = scheme;
    return value;
  }

  async #valueFor(path: string, scheme: Scheme): Promise<string> {
    const key = toKey(scheme, path);
    const kept = this.#kept.get(key);
    return kept !== undefined && this.#settings.now() < kept.usableUntil ? kept.value : this.#renew(key, scheme);
  }

  async #renew(key: string, scheme: Scheme): Promise<string> {
    if (this.#kept.size >= MAX_KEPT_TOKENS) this.#kept.clear();
    const kept: Kept = { value: this.#fetch(key, scheme, (until) => (kept.usableUntil = until)), usableUntil: Infinity };
    this.#kept.set(key, kept);
    try {
      return await kept.value;
    } catch (error) {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
      throw error;
    }
  }

  async #fetch(path: string, scheme: Scheme, expires: (until: number) => void): Promise<string> {
    const login = await this.#settings.credentials(this.#registry);
    if (scheme.kind === 'basic') return this.#toBasicValue(login);
    const { realm, service } = scheme;
    const request = toTokenRequest({ realm, service, scope: `repository:${path}:pull`, login });
    const answer = await exchange(this.#settings.http, request);
    this.#assertToken(answer, realm);
    const token = parseToken(answer, realm.host);
    expires(this.#settings.now() + Math.max(token.lifetime - EXPIRY_MARGIN_MILLISECONDS, token.lifetime / 2));
    return `Bearer ${token.value}`;
  }

  #toBasicValue(login: RegistryLogin | null): string {
    if (login?.kind !== 'password') throw this.#unauthorized('asks for a user and password');
    return toBasic(login);
  }

  #assertToken({ status, headers }: HttpAnswer, realm: URL): void {
    if (status === 200) return;
    if (status === 401 || status === 403 || status === 400) throw this.#unauthorized('gives no token to this login');
    if (status === 429) throw new TokenRateLimited(headers.get('retry-after'));
    const code = status >= 500 ? 'registry_unavailable' : 'registry_bad_answer';
    throw registryError(code, `${realm.host} answered a request for a token with status ${status}.`, { retryable: true });
  }

  #toScheme(challenges: readonly Challenge[]): Scheme {
    const bearer = challenges.find((challenge) => challenge.scheme === 'bearer');
    if (bearer !== undefined) {
      return { kind: 'bearer', realm: this.#toRealm(bearer.parameters.get('realm') ?? ''), service: bearer.parameters.get('service') ?? null };
    }
    if (challenges.some((challenge) => challenge.scheme === 'basic')) return { kind: 'basic' };
    throw this.#unauthorized('asks for a login in a way that is not known');
  }

  /** Logins go to https realms only, except where the registry itself is one without TLS. */
  #toRealm(text: string): URL {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || url.username !== '' || url.password !== '' || !this.#isAllowedRealm(url)) {
      throw registryError('registry_bad_answer', `${this.#registry} names a token service that no login may be sent to.`);
    }
    url.hash = '';
    return url;
  }

  #isAllowedRealm({ protocol, host }: URL): boolean {
    if (protocol === 'https:') return true;
    const { isPlainHttp } = this.#settings;
    return protocol === 'http:' && isPlainHttp(this.#registry) && (host === this.#registry || isPlainHttp(host));
  }

  #unauthorized(what: string): Error {
    return registryError('registry_unauthorized', `${this.#registry} ${what}.`);
  }
}

/** One login for a whole registry, one token for each repository. */
function toKey(scheme: Scheme, path: string): string {
  return scheme.kind === 'basic' ? '' : path;
}

/** The token service answered 429: the registry's gate has to close. */
export class TokenRateLimited extends Error {
  readonly retryAfter: string | undefined;

  constructor(retryAfter: string | undefined) {
    super('the token service limits requests');
    this.retryAfter = retryAfter;
  }
}
