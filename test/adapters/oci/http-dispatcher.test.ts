import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { isPortError } from '../../../backend/ports/port-error.ts';
import { createDispatcher, type DispatcherSettings, type ProxySettings } from '../../../backend/adapters/oci/http-dispatcher.ts';
import { codeOf } from '../../core/image/code-of.ts';
import { sendContent, startServer } from './support/fake-registry.ts';
import { makeRegistry, signal } from './support/make-registry.ts';
import { makeWorld } from './support/oci-content.ts';
import { TEST_CERTIFICATE } from './support/test-certificate.ts';

const NONE: ProxySettings = { https: null, http: null, noProxy: null };
const { image } = makeWorld();
const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function startTlsRegistry(): Promise<string> {
  const server = await startServer((request, response) => { sendContent(request, response, image); }, TEST_CERTIFICATE);
  stops.push(server.stop);
  return server.host;
}

/** A proxy that tunnels, and remembers for whom. */
async function startProxy(): Promise<{ readonly url: string; readonly tunnels: string[] }> {
  const tunnels: string[] = [];
  const proxy = createServer((_, response) => { response.writeHead(405).end(); });
  proxy.on('connect', (request, client, head) => {
    tunnels.push(request.url ?? '');
    const target = new URL(`http://${request.url ?? ''}`);
    const upstream = connect(Number(target.port), target.hostname, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise((resolve) => { proxy.closeAllConnections(); proxy.close(resolve); }));
  return { url: `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`, tunnels };
}

async function fetchThrough(host: string, settings: DispatcherSettings): Promise<string> {
  const dispatcher = createDispatcher(settings);
  stops.unshift(() => dispatcher.destroy());
  const registry = makeRegistry({ dispatcher, isPlainHttp: () => false });
  return registry.fetchManifest(parseRepository(`${host}/mcp/x`), image.digest, { signal }).then(
    () => 'fetched',
    (error: unknown) => (isPortError(error) ? error.code : String(error)),
  );
}

describe('when a registry has a certificate of an own authority', () => {
  it('is trusted when that authority is configured, and unreachable otherwise', async () => {
    const host = await startTlsRegistry();
    expect(await fetchThrough(host, { proxy: NONE, certificateAuthority: TEST_CERTIFICATE.cert })).toBe('fetched');
    expect(await fetchThrough(host, { proxy: NONE, certificateAuthority: null })).toBe('registry_unreachable');
  });
});

describe('when a proxy is configured', () => {
  it('goes through it, own authority included', async () => {
    const [host, proxy] = await Promise.all([startTlsRegistry(), startProxy()]);
    expect(await fetchThrough(host, { proxy: { ...NONE, https: proxy.url }, certificateAuthority: TEST_CERTIFICATE.cert })).toBe('fetched');
    expect(proxy.tunnels).toEqual([host]);
  });

  it('leaves out the hosts that need none', async () => {
    const [host, proxy] = await Promise.all([startTlsRegistry(), startProxy()]);
    expect(await fetchThrough(host, { proxy: { ...NONE, https: proxy.url, noProxy: '127.0.0.1' }, certificateAuthority: TEST_CERTIFICATE.cert })).toBe('fetched');
    expect(proxy.tunnels).toEqual([]);
  });

  it('is unreachable when the proxy is', async () => {
    const host = await startTlsRegistry();
    expect(await fetchThrough(host, { proxy: { ...NONE, https: 'http://127.0.0.1:9' }, certificateAuthority: TEST_CERTIFICATE.cert })).toBe('registry_unreachable');
  });

  it('is unreachable when the proxy refuses', async () => {
    const refusing = await startServer((_, response) => { response.end(); });
    stops.push(refusing.stop);
    expect(await fetchThrough('registry.invalid', { proxy: { ...NONE, https: `http://${refusing.host}` }, certificateAuthority: null })).toBe('registry_unreachable');
  });
});

describe('when settings are malformed', () => {
  it.each<[string, DispatcherSettings]>([
    ['a proxy that is no address', { proxy: { ...NONE, https: 'proxy' }, certificateAuthority: null }],
    ['a proxy of another kind', { proxy: { ...NONE, http: 'ftp://proxy.corp' }, certificateAuthority: null }],
    ['an authority that is no certificate', { proxy: NONE, certificateAuthority: 'trust me' }],
    ['an authority that is cut off', { proxy: NONE, certificateAuthority: TEST_CERTIFICATE.cert.slice(0, 100) }],
    ['an authority of junk', { proxy: NONE, certificateAuthority: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }],
  ])('refuses %s', (_name, settings) => {
    expect(codeOf(() => createDispatcher(settings))).toBe('configuration_malformed');
  });

  it('takes empty proxies for none, and the environment', async () => {
    await createDispatcher({ proxy: { https: '', http: '', noProxy: '' }, certificateAuthority: null }).close();
    await createDispatcher({ proxy: 'environment', certificateAuthority: null }).close();
  });
});
