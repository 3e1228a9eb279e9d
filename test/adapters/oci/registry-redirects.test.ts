import type { RequestListener } from 'node:http';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { toRedirectTarget } from '../../../backend/adapters/oci/redirect-target.ts';
import { createDispatcher } from '../../../backend/adapters/oci/http-dispatcher.ts';
import { codeOf } from '../../core/image/code-of.ts';
import { sendContent, sendError, startServer, type FakeServer } from './support/fake-registry.ts';
import { makeRegistry, rejection, signal } from './support/make-registry.ts';
import { describeContent, makeWorld } from './support/oci-content.ts';
import { TEST_CERTIFICATE } from './support/test-certificate.ts';

const { layer } = makeWorld();
const dispatcher = createDispatcher({ proxy: { https: null, http: null, noProxy: null }, certificateAuthority: TEST_CERTIFICATE.cert });
const servers: FakeServer[] = [];
const serve = async (listener: RequestListener): Promise<FakeServer> => {
  const server = await startServer(listener);
  servers.push(server);
  return server;
};
const login = { kind: 'password', username: 'u', password: 'secret' } as const;
const fetchBlob = async ({ host }: FakeServer): Promise<Uint8Array> =>
  makeRegistry({ dispatcher, credentials: () => Promise.resolve(login) }).fetchBlob(parseRepository(`${host}/mcp/x`), describeContent(layer), { signal, maxBytes: 1000 });

afterAll(() => dispatcher.close());

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('when a registry redirects', () => {
  it.each([301, 302, 303, 307, 308])('follows a %i within its own origin, login included', async (status) => {
    const server = await serve((request, response) => {
      if (request.headers.authorization === undefined) response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      else if (request.url?.startsWith('/v2/') === true) response.writeHead(status, { location: '/storage/blob?signed=1' }).end();
      else sendContent(request, response, layer);
    });
    expect(Buffer.from(await fetchBlob(server)).equals(layer.bytes)).toBe(true);
    expect(server.requests.at(-1)).toMatchObject({ url: '/storage/blob?signed=1', authorization: expect.stringMatching(/^Basic /) as string });
  });

  it.each<[string, (host: string) => string]>([
    ['to itself', () => '/v2/mcp/x/blobs/' + layer.digest],
    ['to http on another host', () => 'http://127.0.0.1:9/blob'],
    ['to a file', () => 'file:///etc/passwd'],
    ['to an address with a login', () => 'https://user:password@example.com/'],
    ['to nonsense', () => 'http://['],
  ])('refuses to follow it %s', async (_name, location) => {
    const server = await serve((_, response) => { response.writeHead(307, { location: location('') }).end(); });
    expect((await rejection(fetchBlob(server))).code).toBe('registry_redirect_refused');
    expect(server.requests).toHaveLength(1);
  });

  it('refuses the sixth redirect', async () => {
    let step = 0;
    const server = await serve((_, response) => { step += 1; response.writeHead(302, { location: `/step/${String(step)}` }).end(); });
    expect((await rejection(fetchBlob(server))).code).toBe('registry_redirect_refused');
    expect(server.requests).toHaveLength(6);
  });

  it('refuses a circle of several', async () => {
    const server = await serve((request, response) => { response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end(); });
    expect((await rejection(fetchBlob(server))).code).toBe('registry_redirect_refused');
  });

  it('takes a redirect without a location for a bad answer', async () => {
    const server = await serve((_, response) => { response.writeHead(302).end(); });
    expect((await rejection(fetchBlob(server))).code).toBe('registry_bad_answer');
  });

  it('refuses redirects of the token service', async () => {
    const server = await serve((request, response) => {
      if (request.url?.startsWith('/token') === true) response.writeHead(302, { location: '/elsewhere' }).end();
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${request.headers.host ?? ''}/token"` }).end();
    });
    expect((await rejection(fetchBlob(server))).code).toBe('registry_redirect_refused');
    expect(server.requests.some((request) => request.url === '/elsewhere')).toBe(false);
  });
});

describe('when a redirect target is judged', () => {
  const from = new URL('http://registry.corp:5000/v2/x');
  const limits = { refuse: false, visited: new Set(['https://seen.example/a']) };
  it.each([
    ['https://cdn.example/blob', null],
    ['//registry.corp:5000/other', null],
    ['http://registry.corp:5000/other#part', null],
    ['http://registry.corp/other', 'registry_redirect_refused'],
    ['http://cdn.example/blob', 'registry_redirect_refused'],
    ['https://seen.example/a', 'registry_redirect_refused'],
    ['https://seen.example/a#again', 'registry_redirect_refused'],
    ['https://token@cdn.example/', 'registry_redirect_refused'],
    ['ftp://cdn.example/', 'registry_redirect_refused'],
    ['data:text/plain,x', 'registry_redirect_refused'],
  ])('%s: %s', (location, code) => {
    expect(codeOf(() => toRedirectTarget(from, location, limits))).toBe(code);
  });

  it('refuses any when none may follow', () => {
    expect(codeOf(() => toRedirectTarget(from, 'https://cdn.example/', { ...limits, refuse: true }))).toBe('registry_redirect_refused');
  });

  it('refuses to leave https', () => {
    expect(codeOf(() => toRedirectTarget(new URL('https://a.example/x'), 'http://a.example/x', limits))).toBe('registry_redirect_refused');
  });
});

describe('when a registry redirects to another host', () => {
  const behind = async (listener: RequestListener): Promise<{ readonly outcome: Promise<Uint8Array>; readonly storage: FakeServer }> => {
    const storage = await startServer(listener, TEST_CERTIFICATE);
    const registry = await serve((request, response) => {
      if (request.headers.authorization === undefined) response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      else response.writeHead(307, { location: `https://${storage.host}/blob` }).end();
    });
    servers.push(storage);
    return { outcome: fetchBlob(registry), storage };
  };

  it('follows to https, and leaves the login behind', async () => {
    const { outcome, storage } = await behind((request, response) => { sendContent(request, response, layer); });
    expect(Buffer.from(await outcome).equals(layer.bytes)).toBe(true);
    expect(storage.requests.map((request) => request.authorization)).toEqual([null]);
  });

  it.each<[string, RequestListener]>([
    ['404', (_, response) => { sendError(response, 404, 'BLOB_UNKNOWN'); }],
    ['401', (_, response) => { response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(); }],
    ['403', (_, response) => { response.writeHead(403).end(); }],
  ])('takes a %s there for a bad answer, not for the registry\'s', async (_name, listener) => {
    const { outcome, storage } = await behind(listener);
    expect((await rejection(outcome)).code).toBe('registry_bad_answer');
    expect(storage.requests.map((request) => request.authorization)).toEqual([null]);
  });
});
