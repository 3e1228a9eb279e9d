/** The three interfaces that are spoken; a run speaks those of its provider alone. */
export type Api = 'messages' | 'responses' | 'chat';
export type ProxyProvider = 'anthropic' | 'openai';

/** Where a request goes at the provider, behind the base URL. */
export const UPSTREAM_PATHS: Readonly<Record<Api, string>> = { messages: '/v1/messages', responses: '/v1/responses', chat: '/v1/chat/completions' };

/** Exact targets; everything else, absolute forms and encoded letters too, is another path. Claude Code adds the query. */
const TARGETS: Readonly<Record<ProxyProvider, Readonly<Record<string, Api>>>> = {
  anthropic: { '/v1/messages': 'messages', '/v1/messages?beta=true': 'messages', '/anthropic/v1/messages': 'messages', '/anthropic/v1/messages?beta=true': 'messages' },
  openai: { '/v1/responses': 'responses', '/openai/v1/responses': 'responses', '/v1/chat/completions': 'chat', '/openai/v1/chat/completions': 'chat' },
};

/** The interface behind a request target, or null for a target that is not served. */
export function toApi(provider: ProxyProvider, target: string): Api | null {
  const targets = TARGETS[provider];
  return Object.hasOwn(targets, target) ? (targets[target] ?? null) : null;
}
