import { describe, expect, it } from 'vitest';
import { checkHead, type RequestHead } from '../../../backend/sandboxed/inference-proxy/policy/check-head.ts';
import { toUpstreamHeaders } from '../../../backend/sandboxed/inference-proxy/policy/to-upstream-headers.ts';
import { tokenCheck } from '../../../backend/sandboxed/inference-proxy/policy/token-check.ts';
import { Refusal, type RefusalCode } from '../../../backend/sandboxed/inference-proxy/refusal.ts';

const TOKEN = 'a'.repeat(43);
const policy = { provider: 'anthropic', isToken: tokenCheck(TOKEN) } as const;
const HEADERS = ['Host', 'x', 'Authorization', `Bearer ${TOKEN}`, 'Content-Type', 'application/json', 'Content-Length', '10'];
const HEAD: RequestHead = { method: 'POST', target: '/v1/messages', httpVersion: '1.1', rawHeaders: HEADERS };

function codeOf(change: Partial<RequestHead>, provider: 'anthropic' | 'openai' = 'anthropic'): RefusalCode | 'allowed' {
  try {
    checkHead({ ...HEAD, ...change }, { ...policy, provider });
    return 'allowed';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
const replace = (name: string, ...values: readonly string[]): readonly string[] => [
  ...HEADERS.filter((_text, index) => HEADERS[index - (index % 2)]?.toLowerCase() !== name.toLowerCase()),
  ...values.flatMap((value) => [name, value]),
];

describe('when the head of a request comes in', () => {
  it.each(['/v1/messages', '/v1/messages?beta=true', '/anthropic/v1/messages', '/anthropic/v1/messages?beta=true'])('serves %s', (target) => { expect(codeOf({ target })).toBe('allowed'); });
  it.each(['/v1/responses', '/openai/v1/responses', '/v1/chat/completions', '/openai/v1/chat/completions'])('serves %s of the other provider', (target) => { expect(codeOf({ target }, 'openai')).toBe('allowed'); });

  it.each([
    '/', '*', '/v1/messages/', '//v1/messages', '/v1/messages?', '/v1/messages?beta=false', '/v1/messages?beta=true&x=1', '/v1/messages#x', '/v1/Messages', '/v1/%6dessages',
    '/v1/./messages', '/v1/x/../messages', '/v1/messages;x', '\\v1\\messages', '/v1/messages/batches', '/v1/messages/count_tokens', '/v1/files', '/v1/skills', '/v1/models', '/v1/complete',
    '/v1/responses', '/v1/chat/completions', 'http://attacker.example/v1/messages', 'https://api.anthropic.com/v1/messages', 'attacker.example:443', 'toString', '__proto__', '/v1/organizations', '/v1/environments',
  ])('knows no path %s', (target) => { expect(codeOf({ target })).toBe('path_refused'); });
  it.each(['/v1/messages', '/v1/batches', '/v1/files', '/v1/responses/resp_1', '/v1/responses/compact', '/v1/conversations', '/v1/realtime', '/v1/embeddings', '/v1/vector_stores', '/v1/containers'])('knows no path %s of the other provider', (target) => { expect(codeOf({ target }, 'openai')).toBe('path_refused'); });

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'post', 'PRI'])('refuses the method %s', (method) => { expect(codeOf({ method })).toBe('method_refused'); });
  it.each(['1.0', '0.9', '2.0'])('refuses HTTP/%s', (httpVersion) => { expect(codeOf({ httpVersion })).toBe('version_refused'); });

  it.each<readonly [string, readonly string[], RefusalCode]>([
    ['no token', replace('Authorization'), 'token_refused'],
    ['another token', replace('Authorization', `Bearer ${'b'.repeat(43)}`), 'token_refused'],
    ['a part of it', replace('Authorization', `Bearer ${TOKEN.slice(1)}`), 'token_refused'],
    ['another scheme', replace('Authorization', `Basic ${TOKEN}`), 'token_refused'],
    ['two tokens', [...HEADERS, 'X-Api-Key', TOKEN], 'token_refused'],
    ['a header twice', [...HEADERS, 'authorization', `Bearer ${TOKEN}`], 'header_duplicate'],
    ['two lengths', [...HEADERS, 'content-length', '11'], 'header_duplicate'],
    ['two equal lengths', [...HEADERS, 'content-length', '10'], 'header_duplicate'],
    ['chunks', [...HEADERS, 'Transfer-Encoding', 'chunked'], 'header_refused'],
    ['chunks without a length', [...replace('Content-Length'), 'Transfer-Encoding', 'chunked'], 'header_refused'],
    ['a trailer', [...HEADERS, 'Trailer', 'x'], 'header_refused'],
    ['an expectation', [...HEADERS, 'Expect', '100-continue'], 'header_refused'],
    ['an upgrade', [...HEADERS, 'Upgrade', 'websocket'], 'upgrade_refused'],
    ['a connection that upgrades', [...HEADERS, 'Connection', 'keep-alive, Upgrade'], 'upgrade_refused'],
    ['gzip', [...HEADERS, 'Content-Encoding', 'gzip'], 'encoding_refused'],
    ['zstd', [...HEADERS, 'Content-Encoding', 'zstd'], 'encoding_refused'],
    ['no length', replace('Content-Length'), 'length_refused'],
    ['a signed length', replace('Content-Length', '+10'), 'length_refused'],
    ['a hexadecimal length', replace('Content-Length', '0x10'), 'length_refused'],
    ['a list of lengths', replace('Content-Length', '10, 10'), 'length_refused'],
    ['a long body', replace('Content-Length', '99999999'), 'body_too_large'],
    ['a form', replace('Content-Type', 'multipart/form-data'), 'type_refused'],
    ['another alphabet', replace('Content-Type', 'application/json; charset=utf-7'), 'type_refused'],
    ['no type', replace('Content-Type'), 'type_refused'],
  ])('refuses %s', (_name, rawHeaders, code) => { expect(codeOf({ rawHeaders })).toBe(code); });

  it('takes the token as a key as well', () => { expect(codeOf({ rawHeaders: [...replace('Authorization'), 'X-Api-Key', TOKEN] })).toBe('allowed'); });
});

describe('when headers go to the provider', () => {
  it('makes them anew', () => {
    const agent = new Map([['authorization', `Bearer ${TOKEN}`], ['x-forwarded-for', '1.2.3.4'], ['cookie', 'a=b'], ['openai-organization', 'org'], ['anthropic-beta', 'web-fetch-2025-09-10,mcp-client-2025-11-20, interleaved-thinking-2025-05-14,files-api-2025-04-14,skills-2025-10-02,code-execution-2025-08-25']]);
    const headers = toUpstreamHeaders('messages', agent, 'the-key');
    expect(headers).toMatchObject({ 'x-api-key': 'the-key', 'anthropic-version': '2023-06-01', 'anthropic-beta': 'interleaved-thinking-2025-05-14', 'accept-encoding': 'identity' });
    expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'anthropic-beta', 'anthropic-version', 'content-type', 'user-agent', 'x-api-key']);
    expect(JSON.stringify(headers)).not.toContain(TOKEN);
    expect(toUpstreamHeaders('responses', agent, 'the-key')).toEqual({ accept: 'application/json, text/event-stream', 'accept-encoding': 'identity', 'content-type': 'application/json', 'user-agent': 'mcp-trust', authorization: 'Bearer the-key' });
  });

  it('names no beta where none is allowed', () => { expect(toUpstreamHeaders('messages', new Map([['anthropic-beta', 'mcp-client-2025-11-20']]), 'k')).not.toHaveProperty('anthropic-beta'); });
});
