import { afterEach, describe, expect, it } from 'vitest';
import { MANIFEST_MEDIA_TYPES } from '../../../backend/core/image/media-types.ts';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { plainHttpOf, toOrigin } from '../../../backend/adapters/oci/registry-address.ts';
import { HostGate } from '../../../backend/adapters/oci/host-gate.ts';
import { parseMirror } from '../../../backend/core/image/mirror.ts';
import { REGISTRY_LIMITS } from '../../../backend/adapters/oci/registry-limits.ts';
import { sendContent, serveHolding, startServer, type FakeServer } from './support/fake-registry.ts';
import { makeRegistry, rejection, signal } from './support/make-registry.ts';
import { describeContent, makeWorld } from './support/oci-content.ts';

const world = makeWorld();
const { image, layer, index } = world;
const servers: FakeServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const limited = async (retryAfter: string | null): Promise<FakeServer> => {
  const server = await startServer((_, response) => {
    response.writeHead(429, retryAfter === null ? {} : { 'retry-after': retryAfter }).end();
  });
  servers.push(server);
  return server;
};

describe('when a registry limits requests', () => {
  const START = Date.parse('2026-05-02T10:00:00Z');
  it.each([
    ['seconds', '120', 120_000],
    ['a date', 'Sat, 02 May 2026 10:05:00 GMT', 300_000],
    ['nothing', null, 60_000],
    ['nonsense', 'soon', 60_000],
    ['a time that has passed', 'Sat, 02 May 2026 09:00:00 GMT', 1000],
    ['zero', '0', 1000],
    ['ten years', '315360000', 86_400_000],
    ['a number without end', '9'.repeat(30), 60_000],
  ])('says when it goes on, told by %s, and asks no more until then', async (_name, retryAfter, wait) => {
    let now = START;
    const server = await limited(retryAfter);
    const registry = makeRegistry({ now: () => now });
    const ask = (): Promise<unknown> => registry.fetchManifest(parseRepository(`${server.host}/mcp/x`), 'latest', { signal });
    expect(await rejection(ask())).toMatchObject({ code: 'registry_rate_limited', retryable: true, retryAt: START + wait });
    now += wait - 1;
    expect(await rejection(ask())).toMatchObject({ code: 'registry_rate_limited', retryAt: START + wait });
    expect(server.requests).toHaveLength(1);
    now += 1;
    await rejection(ask());
    expect(server.requests).toHaveLength(2);
  });

  it('sends nothing of what was waiting, and leaves other registries alone', async () => {
    const [server, other] = await Promise.all([limited('60'), startServer(serveHolding({ repository: 'mcp/x', ...world, tags: {}, referrers: null }))]);
    servers.push(other);
    const registry = makeRegistry();
    const asked = Array.from({ length: 50 }, () => rejection(registry.fetchManifest(parseRepository(`${server.host}/mcp/x`), 'latest', { signal })));
    const codes = (await Promise.all(asked)).map((error) => error.code);
    expect(new Set(codes)).toEqual(new Set(['registry_rate_limited']));
    expect(server.requests.length).toBeLessThanOrEqual(REGISTRY_LIMITS.connectionsPerHost);
    await registry.fetchManifest(parseRepository(`${other.host}/mcp/x`), index.digest, { signal });
  });
});

describe('when many requests come at once', () => {
  it('lets as many through as the limit says, and all in the end', async () => {
    const gate = new HostGate('registry.corp', () => 0);
    let running = 0;
    let most = 0;
    const answers = await Promise.all(Array.from({ length: 40 }, (_, number) => gate.pass(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return number;
    })));
    expect(most).toBe(REGISTRY_LIMITS.connectionsPerHost);
    expect(answers).toEqual(Array.from({ length: 40 }, (_, number) => number));
  });

  it('lets the next through after a failure', async () => {
    const gate = new HostGate('registry.corp', () => 0);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => gate.pass(() => Promise.reject(new Error('no')))));
    expect(results.every((result) => result.status === 'rejected')).toBe(true);
    expect(await gate.pass(() => Promise.resolve('yes'))).toBe('yes');
  });
});

describe('when requests are counted', () => {
  it('takes one a manifest and one a blob, and names every type that it accepts', async () => {
    const server = await startServer(serveHolding({ repository: 'mcp/x', ...world, tags: {}, referrers: null }));
    servers.push(server);
    const heard: unknown[] = [];
    const registry = makeRegistry({ onRequest: (request) => heard.push(request) });
    const repository = parseRepository(`${server.host}/mcp/x`);
    await registry.fetchManifest(repository, image.digest, { signal });
    expect(server.requests).toHaveLength(1);
    await registry.fetchBlob(repository, describeContent(layer), { signal, maxBytes: 100 });
    expect(server.requests).toHaveLength(2);
    expect(heard).toEqual([
      { method: 'GET', url: `http://${server.host}/v2/mcp/x/manifests/${image.digest}` },
      { method: 'GET', url: `http://${server.host}/v2/mcp/x/blobs/${layer.digest}` },
    ]);
    expect(server.requests[0]?.accept.split(', ').sort()).toEqual([...MANIFEST_MEDIA_TYPES].sort());
  });

  it('asks for no blob that is announced too large', async () => {
    const server = await startServer((request, response) => { sendContent(request, response, layer); });
    servers.push(server);
    const promise = makeRegistry().fetchBlob(parseRepository(`${server.host}/mcp/x`), describeContent(layer, { size: 200_000_000 }), { signal, maxBytes: 65_536 });
    expect((await rejection(promise)).code).toBe('content_too_large');
    expect(server.requests).toHaveLength(0);
  });
});

describe('when offline', () => {
  it('throws `offline` for everything, and asks nothing', async () => {
    const heard: unknown[] = [];
    const registry = makeRegistry({ offline: true, onRequest: (request) => heard.push(request) });
    const repository = parseRepository('127.0.0.1:9/mcp/x');
    const errors = await Promise.all([
      rejection(registry.fetchManifest(repository, 'latest', { signal })),
      rejection(registry.hasManifest(repository, image.digest, { signal })),
      rejection(registry.fetchBlob(repository, describeContent(layer), { signal, maxBytes: 100 })),
      rejection(registry.listReferrers(repository, image.digest, { signal })),
    ]);
    expect(errors.map((error) => error.code)).toEqual(['offline', 'offline', 'offline', 'offline']);
    expect(heard).toEqual([]);
  });
});

describe('when cancelled on the way', () => {
  it('is cancelled, not an outage', async () => {
    const controller = new AbortController();
    const server = await startServer(() => { controller.abort(); });
    servers.push(server);
    const promise = makeRegistry().fetchManifest(parseRepository(`${server.host}/mcp/x`), 'latest', { signal: controller.signal });
    expect((await rejection(promise)).code).toBe('cancelled');
  });
});

describe('when a registry has an address', () => {
  const isPlainHttp = plainHttpOf([
    parseMirror({ of: 'docker.io', at: 'plain.corp:5000/hub', plainHttp: true, authoritative: false }),
    parseMirror({ of: 'docker.io', at: 'secure.corp:5000', plainHttp: false, authoritative: false }),
  ]);
  it.each([
    ['docker.io', 'https://registry-1.docker.io'],
    ['ghcr.io', 'https://ghcr.io'],
    ['registry.corp:443', 'https://registry.corp'],
    ['plain.corp:5000', 'http://plain.corp:5000'],
    ['plain.corp', 'https://plain.corp'],
    ['secure.corp:5000', 'https://secure.corp:5000'],
    ['127.0.0.1:5000', 'http://127.0.0.1:5000'],
    ['localhost', 'http://localhost'],
    ['[::1]:5000', 'http://[::1]:5000'],
  ])('%s is %s', (registry, origin) => {
    expect(toOrigin(registry, isPlainHttp)).toBe(origin);
  });
});
