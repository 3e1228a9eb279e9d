import { z } from 'zod';
import type { RegistryLogin } from './credentials.ts';
import type { HttpAnswer, HttpRequest } from './http-exchange.ts';
import { registryError } from './registry-error.ts';
import { REGISTRY_LIMITS } from './registry-limits.ts';

/** A bearer token and for how long it may be used, in milliseconds. */
export interface Token {
  readonly value: string;
  readonly lifetime: number;
}

export interface TokenDemand {
  readonly realm: URL;
  readonly service: string | null;
  readonly scope: string;
  readonly login: RegistryLogin | null;
}

const CLIENT_ID = 'mcp-trust-inspector';
/** Distribution spec, token authentication: "defaults to 60 seconds". */
const DEFAULT_LIFETIME_SECONDS = 60;
const MAX_LIFETIME_SECONDS = 60 * 60;

/** Only printable ASCII goes into a header. */
const tokenText = z.string().max(REGISTRY_LIMITS.tokenLength).regex(/^[\x21-\x7e]+$/);
const tokenSchema = z.object({
  token: tokenText.optional(),
  access_token: tokenText.optional(),
  expires_in: z.number().nonnegative().nullish(),
});

/**
 * The request for a token: GET with Basic authentication or none, or the OAuth 2 form for an identity token
 * (https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/).
 */
export function toTokenRequest({ realm, service, scope, login }: TokenDemand): HttpRequest {
  const shared = { redirects: 'refuse', maxBytes: REGISTRY_LIMITS.tokenBytes, signal: new AbortController().signal } as const;
  const parameters = new URLSearchParams(service === null ? { scope } : { service, scope });
  if (login?.kind === 'identityToken') {
    parameters.set('grant_type', 'refresh_token');
    parameters.set('client_id', CLIENT_ID);
    parameters.set('refresh_token', login.identityToken);
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    return { ...shared, method: 'POST', url: realm, headers, body: parameters.toString(), authorization: null };
  }
  const url = new URL(realm);
  for (const [name, value] of parameters) url.searchParams.set(name, value);
  return { ...shared, method: 'GET', url, headers: { accept: 'application/json' }, authorization: login === null ? null : toBasic(login) };
}

/** The value of `Authorization` for a login with a password. */
export function toBasic({ username, password }: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

/**
 * Reads the token out of an answer with status 200.
 * @throws CodedError `registry_bad_answer`
 */
export function parseToken({ content }: HttpAnswer, host: string): Token {
  const parsed = tokenSchema.safeParse(content === null ? null : parseJson(content.bytes));
  const value = parsed.data?.token ?? parsed.data?.access_token;
  // The parser's own error would carry the token's text: it is not passed on as a cause.
  if (value === undefined) throw registryError('registry_bad_answer', `${host} answered without a token.`, { retryable: true });
  const seconds = Math.min(parsed.data?.expires_in ?? DEFAULT_LIFETIME_SECONDS, MAX_LIFETIME_SECONDS);
  return { value, lifetime: seconds * 1000 };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
