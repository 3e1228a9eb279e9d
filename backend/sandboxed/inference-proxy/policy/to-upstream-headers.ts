import type { Api } from './api.ts';

/**
 * Behaviours that an agent may switch on: how it thinks, caches and forgets. What reaches out (web, code, files, MCP, skills)
 * is not here; a beta that is not here is left out, and the field that needs it is refused by the body's own policy.
 */
const BETAS: ReadonlySet<string> = new Set([
  'claude-code-20250219',
  'interleaved-thinking-2025-05-14',
  'fine-grained-tool-streaming-2025-05-14',
  'context-management-2025-06-27',
  'context-1m-2025-08-07',
  'effort-2025-11-24',
  'thinking-token-count-2026-05-13',
  'thinking-display-updates-2026-08-18',
]);

/** Says that the request is in the short form, with its tools inside of the input (Codex, newer models). */
const LITE = 'x-openai-internal-codex-responses-lite';

/** The headers that go to the provider, made anew: nothing of the agent's but what is listed here. */
export function toUpstreamHeaders(api: Api, agent: ReadonlyMap<string, string>, key: string): Record<string, string> {
  const own = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'accept-encoding': 'identity', 'user-agent': 'mcp-trust' };
  if (api === 'messages') return { ...own, 'x-api-key': key, 'anthropic-version': '2023-06-01', ...toBetas(agent.get('anthropic-beta')) };
  return { ...own, authorization: `Bearer ${key}`, ...(api === 'responses' && agent.get(LITE) === 'true' ? { [LITE]: 'true' } : {}) };
}

function toBetas(header: string | undefined): Record<string, string> {
  const allowed = (header ?? '').split(',').map((name) => name.trim()).filter((name) => BETAS.has(name));
  return allowed.length === 0 ? {} : { 'anthropic-beta': [...new Set(allowed)].join(',') };
}
