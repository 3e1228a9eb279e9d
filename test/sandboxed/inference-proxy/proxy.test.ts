import { access } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProxyOrder } from '../../../backend/sandboxed/protocol/proxy-messages.ts';
import { startScriptedUpstream, type ScriptedUpstream } from '../../support/scripted-upstream.ts';
import { inOrder, type UpstreamStep } from '../../support/upstream/upstream-step.ts';
import { CHAT, MESSAGES, RESPONSES } from './support/bodies.ts';
import { KEY, RunningProxy, TOKEN } from './support/running-proxy.ts';

const opened: { stop?: () => Promise<void>; close?: () => Promise<void> }[] = [];
afterEach(async () => { for (const it of opened.splice(0).reverse()) await (it.stop?.() ?? it.close?.()); });

async function start(steps: readonly UpstreamStep[], change: Partial<ProxyOrder> = {}): Promise<{ proxy: RunningProxy; upstream: ScriptedUpstream }> {
  const upstream = await startScriptedUpstream({ script: inOrder(...steps) });
  opened.push(upstream);
  const proxy = await RunningProxy.start({ upstream: upstream.origin, ...change });
  opened.push(proxy);
  return { proxy, upstream };
}
const hello: UpstreamStep = { kind: 'text', text: 'Hello' };

describe('when the agent asks as it should', () => {
  it.each([
    ['anthropic', '/anthropic/v1/messages?beta=true', MESSAGES, '/v1/messages'],
    ['openai', '/openai/v1/responses', RESPONSES, '/v1/responses'],
    ['openai', '/v1/chat/completions', CHAT, '/v1/chat/completions'],
  ] as const)('passes it on with the key, and the stream back (%s %s)', async (provider, path, body, target) => {
    const { proxy, upstream } = await start([hello], { provider });
    const told = await proxy.post(path, body);
    expect(told).toMatchObject({ status: 200, headers: { 'content-type': 'text/event-stream' } });
    expect(told.body).toContain('Hello');
    expect(upstream.requests[0]).toMatchObject({ path: target, headers: provider === 'anthropic' ? { 'x-api-key': KEY } : { authorization: `Bearer ${KEY}` } });
    expect(JSON.stringify(upstream.requests)).not.toContain(TOKEN);
    const usage = await proxy.until(({ kind }) => kind === 'usage');
    expect(usage).toEqual({ kind: 'usage', inputTokens: 1_000, outputTokens: 100, requests: 1 });
  });

  it('counts cached input, and answers that come whole', async () => {
    const { proxy } = await start([hello]);
    expect((await proxy.post('/v1/messages', { ...MESSAGES, stream: false })).headers).toMatchObject({ 'content-type': 'application/json' });
    expect(await proxy.until(({ kind }) => kind === 'usage')).toMatchObject({ inputTokens: 1_000, outputTokens: 100 });
  });

  it('tells nothing of the provider but its answer', async () => {
    const { proxy } = await start([{ kind: 'raw', body: '{}', headers: { 'set-cookie': 'a=b', 'x-request-id': 'r', location: 'https://attacker.example/' } }]);
    expect(Object.keys((await proxy.post('/v1/messages', MESSAGES)).headers).sort()).toEqual(['connection', 'content-type', 'date', 'transfer-encoding']);
  });
});

describe('when the provider fails', () => {
  it.each([
    [401, 401, null], [403, 403, null], [400, 400, 'secret details'], [429, 429, 'secret details'], [500, 500, 'secret details'], [529, 529, 'secret details'],
  ] as const)('passes %i on, without the key', async (status, expected, words) => {
    const { proxy } = await start([{ kind: 'status', status, headers: { 'retry-after': '7' } }]);
    const told = await proxy.post('/v1/messages', MESSAGES);
    expect(told.status).toBe(expected);
    expect(told.headers).toMatchObject({ 'retry-after': '7' });
    // The upstream repeats the key in its words: then none of them is passed on.
    expect(told.body).not.toContain(KEY);
    if (words !== null) expect(told.body).not.toContain(words);
    expect(proxy.messages).toContainEqual({ kind: 'upstream', status });
  });

  it.each([301, 302, 307, 308])('follows no redirect (%i)', async (status) => {
    const { proxy, upstream } = await start([{ kind: 'status', status, headers: { location: '/v1/files' } }]);
    expect((await proxy.post('/v1/messages', MESSAGES)).status).toBe(502);
    expect(upstream.requests).toHaveLength(1);
  });

  it('takes no compressed answer', async () => {
    const { proxy } = await start([{ kind: 'raw', body: 'x', headers: { 'content-encoding': 'gzip' } }]);
    expect((await proxy.post('/v1/messages', MESSAGES)).status).toBe(502);
  });

  it('says so when nobody is there', async () => {
    const { proxy, upstream } = await start([hello]);
    await upstream.close();
    expect((await proxy.post('/v1/messages', MESSAGES)).status).toBe(502);
    expect(proxy.messages).toContainEqual({ kind: 'upstream', status: 0 });
  });

  it('breaks off where the answer broke off, and counts it all the same', async () => {
    const { proxy } = await start([{ kind: 'drop', after: 'half' }]);
    await expect(proxy.post('/v1/messages', MESSAGES)).rejects.toThrow();
    expect(await proxy.until(({ kind }) => kind === 'usage')).toMatchObject({ requests: 1 });
  });

  it('cuts an answer without end, and never makes it look whole', async () => {
    const { proxy } = await start([{ kind: 'raw', body: Buffer.alloc(17 * 1024 * 1024, 'x') }]);
    await expect(proxy.post('/v1/messages', MESSAGES)).rejects.toThrow();
    expect(await proxy.until(({ kind }) => kind === 'refused')).toMatchObject({ code: 'answer_too_large' });
  });
});

describe('when the agent asks for more than it may', () => {
  it('refuses without asking the provider, and says which rule', async () => {
    const { proxy, upstream } = await start([hello]);
    const told = await proxy.post('/v1/messages', { ...MESSAGES, tools: [{ type: 'web_search_20250305', name: 'web_search' }] });
    expect(told.status).toBe(400);
    expect(JSON.parse(told.body)).toMatchObject({ type: 'error', error: { code: 'tool_refused' } });
    expect(upstream.requests).toEqual([]);
    expect(proxy.messages).toContainEqual({ kind: 'refused', code: 'tool_refused' });
  });

  it('repeats nothing of a request on its own output', async () => {
    const { proxy } = await start([hello]);
    await proxy.post('/v1/messages', { ...MESSAGES, 'forged\n{"kind":"usage"}': 1 });
    await proxy.post('/v1/forged', MESSAGES);
    expect(proxy.output).not.toContain('forged');
    expect(proxy.output).not.toContain(KEY);
  });

  it('stops when the budget is used up', async () => {
    const { proxy, upstream } = await start([hello], { budgetTokens: 5_500 });
    expect((await proxy.post('/v1/messages', MESSAGES)).status).toBe(200);
    expect(upstream.requests[0]?.body).toMatchObject({ max_tokens: 1_000 });
    await proxy.until(({ kind }) => kind === 'usage');
    expect((await proxy.post('/v1/messages', { ...MESSAGES, max_tokens: 60_000 })).status).toBe(200);
    expect(upstream.requests[1]?.body).toMatchObject({ max_tokens: 4_400 });
    await proxy.until((message) => message.kind === 'usage' && message.requests === 2);
    expect((await proxy.post('/v1/messages', MESSAGES)).status).toBe(403);
    expect(proxy.messages).toContainEqual({ kind: 'refused', code: 'budget_exhausted' });
    expect(upstream.requests).toHaveLength(2);
  });

  it('lets only a few requests be on their way', async () => {
    const { proxy } = await start([{ kind: 'hang' }]);
    for (let index = 0; index < 4; index += 1) proxy.post('/v1/messages', MESSAGES).catch(() => undefined);
    await expect.poll(async () => (await proxy.post('/v1/files', MESSAGES)).status).toBe(404);
    await expect.poll(async () => (await proxy.post('/v1/messages', { ...MESSAGES, model: 'model-2' })).status).toBe(429);
  });

  it('ends after a thousand requests, whatever they were', async () => {
    const { proxy, upstream } = await start([hello]);
    for (let index = 0; index < 1_000; index += 50) await Promise.all(Array.from({ length: 5 }, async () => { for (let turn = 0; turn < 10; turn += 1) await proxy.post('/x', '{}'); }));
    expect((await proxy.post('/v1/messages', MESSAGES)).status).toBe(403);
    expect(upstream.requests).toEqual([]);
  });
});

describe('when the proxy starts and ends', () => {
  it('ends with its input', async () => {
    const { proxy } = await start([hello]);
    expect(await proxy.endInput()).toBe(0);
    await expect(proxy.post('/v1/messages', MESSAGES)).rejects.toThrow();
  });

  it('ends when its time is over', async () => {
    const { proxy } = await start([hello], { seconds: 1, endsWithInput: false });
    expect(await proxy.endInput()).toBe(0);
    await expect(access(proxy.socket)).rejects.toThrow();
  });

  it.each([
    ['no key', { key: '' }], ['a key with a line break', { key: 'a\r\nx: y' }], ['a short token', { token: 'x' }], ['another scheme', { upstream: 'file:///etc/passwd' }],
    ['no model', { models: [] }], ['no budget', { budgetTokens: 0 }], ['a field of another', { extra: 1 }],
  ] as const)('does not start with %s, and does not say why', async (_name, change) => {
    const proxy = await RunningProxy.start({ upstream: 'http://127.0.0.1:9', ...change });
    opened.push(proxy);
    expect(proxy.output).toBe('{"kind":"failed","code":"order_malformed"}\n');
    expect(await proxy.endInput()).toBe(1);
  });
});
