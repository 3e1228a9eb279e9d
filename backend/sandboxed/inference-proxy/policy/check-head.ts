import { PROXY_LIMITS } from '../proxy-limits.ts';
import { Refusal } from '../refusal.ts';
import { toApi, type Api, type ProxyProvider } from './api.ts';

export interface RequestHead {
  readonly method: string;
  readonly target: string;
  readonly httpVersion: string;
  /** Name, value, name, value, as they came. */
  readonly rawHeaders: readonly string[];
}

export interface HeadPolicy {
  readonly provider: ProxyProvider;
  readonly isToken: (text: string) => boolean;
}

export interface AcceptedHead {
  readonly api: Api;
  readonly contentLength: number;
  /** Of the agent's headers, what may matter to the provider; see `to-upstream-headers.ts`. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Each of them changes how many bytes a message has, or what connection it is on: two readers may differ (RFC 9112, section 11.2). */
const NEVER = ['transfer-encoding', 'trailer', 'te', 'expect', 'proxy-connection', 'proxy-authorization', 'http2-settings'];

/**
 * Whether the head of a request may be passed on.
 * @throws Refusal
 */
export function checkHead(head: RequestHead, policy: HeadPolicy): AcceptedHead {
  if (head.method !== 'POST') throw new Refusal('method_refused');
  if (head.httpVersion !== '1.1') throw new Refusal('version_refused');
  const api = toApi(policy.provider, head.target);
  if (api === null) throw new Refusal('path_refused');
  const headers = toHeaders(head.rawHeaders);
  checkToken(headers, policy.isToken);
  if (headers.has('upgrade') || /upgrade/i.test(headers.get('connection') ?? '')) throw new Refusal('upgrade_refused');
  const forbidden = NEVER.find((name) => headers.has(name));
  if (forbidden !== undefined) throw new Refusal('header_refused', forbidden);
  checkType(headers);
  return { api, contentLength: toLength(headers), headers };
}

/** Two of a name are refused whatever they say: one reader takes the first, another the last. */
function toHeaders(raw: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    if (headers.has(name)) throw new Refusal('header_duplicate', name);
    headers.set(name, raw[index + 1] ?? '');
  }
  return headers;
}

/** Claude Code says `Authorization: Bearer` with a token and `x-api-key` with a key; either may carry the run's token, not both. */
function checkToken(headers: ReadonlyMap<string, string>, isToken: HeadPolicy['isToken']): void {
  const bearer = headers.get('authorization');
  const apiKey = headers.get('x-api-key');
  if (bearer !== undefined && apiKey !== undefined) throw new Refusal('token_refused');
  const token = apiKey ?? /^Bearer ([^\s]+)$/.exec(bearer ?? '')?.[1] ?? '';
  if (!isToken(token)) throw new Refusal('token_refused');
}

function checkType(headers: ReadonlyMap<string, string>): void {
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') throw new Refusal('encoding_refused');
  if (!/^application\/json(?:; *charset=utf-8)?$/i.test(headers.get('content-type') ?? '')) throw new Refusal('type_refused');
}

function toLength(headers: ReadonlyMap<string, string>): number {
  const text = headers.get('content-length') ?? '';
  if (!/^(?:0|[1-9][0-9]{0,9})$/.test(text)) throw new Refusal('length_refused');
  const length = Number(text);
  if (length > PROXY_LIMITS.bodyBytes) throw new Refusal('body_too_large');
  return length;
}
