import { describe, expect, it } from 'vitest';
import { chooseEndpoint, listLocalModels } from '../../../backend/adapters/inference/choose-endpoint.ts';
import { createInference } from '../../../backend/adapters/inference/create-inference.ts';
import { inferenceEndpoints, leavesTo } from '../../../backend/adapters/inference/inference-endpoint.ts';
import { startScriptedUpstream } from '../../support/scripted-upstream.ts';
import { inOrder } from '../../support/upstream/upstream-step.ts';
import { openInference, REQUEST, settingsFor, signal } from './support.ts';

const script = inOrder({ kind: 'text', text: 'done' });

describe('when an address is configured', () => {
  it.each([
    ['https://api.example.com', 'https://api.example.com/v1'], ['https://api.example.com/v1', 'https://api.example.com/v1'], ['https://api.example.com/v1/', 'https://api.example.com/v1'],
    ['https://gateway.example.com/anthropic', 'https://gateway.example.com/anthropic/v1'], ['http://localhost:11434', 'http://localhost:11434/v1'], ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
    ['http://[::1]:8080', 'http://[::1]:8080/v1'], ['http://host.docker.internal:11434', 'http://host.docker.internal:11434/v1'], ['http://model-runner.docker.internal/engines/v1', 'http://model-runner.docker.internal/engines/v1'],
  ])('%s is asked at %s', (address, asked) => {
    expect(inferenceEndpoints('openai', address).map(({ href }) => href)).toEqual([asked]);
  });

  it.each([
    ['', 'empty'], ['api.example.com', 'no address'], ['ftp://localhost', 'another protocol'], ['http://api.example.com', 'no https'], ['http://localhost.example.com', 'no https, and a name like this machine'],
    ['http://127.0.0.1.example.com', 'no https, and a name like an address'], ['http://internal', 'no https'], ['http://evilinternal', 'no https'], ['http://169.254.169.254', 'metadata'], ['http://0.0.0.0', 'no loopback'],
    ['https://key@api.example.com', 'a name in it'], ['https://:key@api.example.com', 'a password in it'], ['https://api.example.com/?key=1', 'a query'], ['https://api.example.com/#a', 'a fragment'], ['file:///etc/passwd', 'a file'],
  ])('%j is refused: %s', (address) => {
    expect(() => createInference(settingsFor({ baseUrl: address }))).toThrow(expect.objectContaining({ code: 'configuration_malformed' }));
  });
});

describe('when people ask where text goes', () => {
  it.each([
    ['anthropic', null, 'api.anthropic.com'], ['openai', null, 'api.openai.com'], ['local', null, null], ['local', 'http://localhost:11434', null], ['openai', 'http://127.0.0.1:1', null],
    ['local', 'http://host.docker.internal:11434', null], ['local', 'https://llm.example.com:8443/v1', 'llm.example.com:8443'], ['local', 'http://llm.corp.internal', 'llm.corp.internal'],
  ] as const)('%s at %s: %s', (provider, baseUrl, host) => {
    expect(createInference(settingsFor({ provider, baseUrl })).leavesTo).toBe(host);
    expect(leavesTo(inferenceEndpoints(provider, baseUrl))).toBe(host);
  });
});

describe('when local models are looked for', () => {
  it('takes the first endpoint that answers like one', async () => {
    const upstream = await startScriptedUpstream({ script, models: ['ai/b', 'ai/a'] });
    const closed = new URL('http://127.0.0.1:1/v1');
    const endpoints = [closed, new URL(`${upstream.origin}/engines/v1`)];
    expect(await chooseEndpoint(settingsFor(), endpoints, signal())).toBe(endpoints[1]);
    expect(await listLocalModels(settingsFor({ baseUrl: upstream.origin }), signal())).toEqual(['ai/a', 'ai/b']);
    await upstream.close();
    await expect(chooseEndpoint(settingsFor(), [closed, closed], signal())).rejects.toMatchObject({ code: 'inference_unreachable' });
    await expect(listLocalModels(settingsFor({ baseUrl: upstream.origin }), signal())).rejects.toMatchObject({ code: 'inference_unreachable' });
    await expect(listLocalModels(settingsFor({ baseUrl: upstream.origin }), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('needs no key', async () => {
    const { inference, upstream } = await openInference(script, { provider: 'local', key: null });
    await inference.complete(REQUEST, signal());
    expect(upstream.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});
