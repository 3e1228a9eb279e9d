import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import type { RegistryLogin } from '../../../backend/adapters/oci/credentials.ts';
import type { RegistrySettings } from '../../../backend/adapters/oci/registry-content.ts';
import { sendContent, startServer, type FakeServer } from './support/fake-registry.ts';
import { makeRegistry, rejection, signal } from './support/make-registry.ts';
import { makeWorld } from './support/oci-content.ts';

const { image } = makeWorld();
const SECRET = 'pass:wörd';
const LOGIN: RegistryLogin = { kind: 'password', username: 'user', password: SECRET };
const BASIC = `Basic ${Buffer.from(`user:${SECRET}`).toString('base64')}`;
const servers: FakeServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

interface TokenWorld {
  readonly challenge?: (host: string) => string;
  readonly token?: RequestListener;
  readonly accepts?: (authorization: string | undefined, request: IncomingMessage) => boolean;
}

/** A registry and its token service on one port; tokens are `token-1`, `token-2`, … */
async function serve({ challenge, token, accepts = (given) => given?.startsWith('Bearer token-') === true }: TokenWorld): Promise<FakeServer> {
  let number = 0;
  const giveToken: RequestListener = (_request, response) => { number += 1; response.end(JSON.stringify({ token: `token-${String(number)}` })); };
  const server = await startServer((request, response) => {
    const host = request.headers.host ?? '';
    if (request.url?.startsWith('/token') === true) (token ?? giveToken)(request, response);
    else if (accepts(request.headers.authorization, request)) sendContent(request, response, image);
    else response.writeHead(401, { 'www-authenticate': challenge?.(host) ?? `Bearer realm="http://${host}/token",service="reg",scope="repository:x:pull"` }).end();
  });
  servers.push(server);
  return server;
}

const fetchAt = async ({ host }: FakeServer, registry = makeRegistry(), path = 'mcp/x'): Promise<unknown> =>
  registry.fetchManifest(parseRepository(`${host}/${path}`), image.digest, { signal });
const withLogin = (login: RegistryLogin | null, more: Partial<RegistrySettings> = {}) => makeRegistry({ credentials: () => Promise.resolve(login), ...more });
const paths = ({ requests }: FakeServer): string[] => requests.map((request) => request.url.split('?')[0] ?? '');

describe('when a registry asks for a bearer token', () => {
  it('gets one for pulling that repository, without a login where there is none', async () => {
    const server = await serve({});
    await fetchAt(server);
    expect(paths(server)).toEqual([`/v2/mcp/x/manifests/${image.digest}`, '/token', `/v2/mcp/x/manifests/${image.digest}`]);
    const query = new URL(server.requests[1]?.url ?? '', 'http://x').searchParams;
    expect([query.get('service'), query.get('scope'), server.requests[1]?.authorization]).toEqual(['reg', 'repository:mcp/x:pull', null]);
    expect(server.requests[0]?.authorization).toBeNull();
  });

  it('keeps the token for its repository, and remembers the challenge for others', async () => {
    const server = await serve({});
    const registry = makeRegistry();
    await fetchAt(server, registry);
    await fetchAt(server, registry);
    await fetchAt(server, registry, 'mcp/y');
    expect(paths(server).filter((path) => path === '/token')).toHaveLength(2);
    expect(server.requests).toHaveLength(6);
  });

  it('asks for one token where many requests need it at once', async () => {
    const server = await serve({});
    const registry = makeRegistry();
    await Promise.all(Array.from({ length: 20 }, () => fetchAt(server, registry)));
    expect(paths(server).filter((path) => path === '/token').length).toBe(1);
  });

  it('gets a new one when it has run out', async () => {
    let now = 0;
    const server = await serve({});
    const registry = makeRegistry({ now: () => now });
    await fetchAt(server, registry);
    now = 59_999;
    await fetchAt(server, registry);
    expect(paths(server).filter((path) => path === '/token')).toHaveLength(2);
  });

  it('gets a new one when the registry has stopped accepting it', async () => {
    let revoked = '';
    const server = await serve({ accepts: (given) => given !== undefined && given !== revoked });
    const registry = makeRegistry();
    await fetchAt(server, registry);
    revoked = 'Bearer token-1';
    await fetchAt(server, registry);
    expect(server.requests.at(-1)?.authorization).toBe('Bearer token-2');
  });

  it('sends the login to the token service, and nowhere else', async () => {
    const server = await serve({});
    await fetchAt(server, withLogin(LOGIN));
    expect(server.requests.map((request) => request.authorization)).toEqual([null, BASIC, 'Bearer token-1']);
  });

  it('trades an identity token in by a form', async () => {
    let form = '';
    const server = await serve({ token: (request, response) => { void text(request).then((body) => { form = body; response.end('{"access_token":"token-a"}'); }); } });
    await fetchAt(server, withLogin({ kind: 'identityToken', identityToken: 'refresh-me' }));
    expect(Object.fromEntries(new URLSearchParams(form))).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'refresh-me', service: 'reg', scope: 'repository:mcp/x:pull' });
    expect(server.requests.find((request) => request.method === 'POST')?.url).toBe('/token');
  });

  it.each<[string, string, RequestListener]>([
    ['refuses the login', 'registry_unauthorized', (_, response) => { response.writeHead(401).end(); }],
    ['forbids it', 'registry_unauthorized', (_, response) => { response.writeHead(403).end(); }],
    ['fails', 'registry_unavailable', (_, response) => { response.writeHead(500).end(); }],
    ['is gone', 'registry_bad_answer', (_, response) => { response.writeHead(404).end(); }],
    ['answers HTML', 'registry_bad_answer', (_, response) => { response.end('<html>'); }],
    ['answers no token', 'registry_bad_answer', (_, response) => { response.end('{"tokens":[]}'); }],
    ['answers a token that is no text', 'registry_bad_answer', (_, response) => { response.end('{"token":{}}'); }],
    ['answers a token with a line break', 'registry_bad_answer', (_, response) => { response.end('{"token":"a\\r\\nx-evil: 1"}'); }],
    ['answers a token that is too long', 'registry_bad_answer', (_, response) => { response.end(JSON.stringify({ token: 'x'.repeat(20_000) })); }],
    ['answers more than 64 KiB', 'registry_bad_answer', (_, response) => { response.end(JSON.stringify({ token: 'x', padding: 'x'.repeat(70_000) })); }],
    ['limits requests', 'registry_rate_limited', (_, response) => { response.writeHead(429, { 'retry-after': '5' }).end(); }],
  ])('gives up with a code when the token service %s', async (_name, code, token) => {
    const server = await serve({ token });
    const error = await rejection(fetchAt(server, withLogin(LOGIN)));
    expect(error.code).toBe(code);
    expect(JSON.stringify([error.message, String(error.cause)])).not.toContain(SECRET);
  });

  it('does not go in circles when no token is good enough', async () => {
    const server = await serve({ accepts: () => false });
    expect((await rejection(fetchAt(server, withLogin(LOGIN)))).code).toBe('registry_unauthorized');
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['http on another host', 'http://example.com/token'],
    ['an address with a login', 'https://user:pass@example.com/token'],
    ['a file', 'file:///etc/passwd'],
    ['nonsense', 'nonsense'],
    ['nothing', ''],
  ])('sends no login to a realm that is %s', async (_name, realm) => {
    let asked = 0;
    const server = await serve({ challenge: () => `Bearer realm="${realm}",service="reg"` });
    const registry = makeRegistry({ credentials: () => { asked += 1; return Promise.resolve(LOGIN); } });
    expect((await rejection(fetchAt(server, registry))).code).toBe('registry_bad_answer');
    expect(asked).toBe(0);
  });
});

describe('when a registry asks for a user and password', () => {
  const basic: TokenWorld = { challenge: () => 'Basic realm="x"', accepts: (given) => given === BASIC };

  it('sends them after it was asked, and from then on at once', async () => {
    const server = await serve(basic);
    const registry = withLogin(LOGIN);
    await fetchAt(server, registry);
    await fetchAt(server, registry, 'mcp/y');
    expect(server.requests.map((request) => request.authorization)).toEqual([null, BASIC, BASIC]);
  });

  it.each<[string, RegistryLogin | null]>([
    ['there are none', null],
    ['they are wrong', { kind: 'password', username: 'user', password: 'wrong' }],
    ['there is an identity token only', { kind: 'identityToken', identityToken: 'x' }],
  ])('is unauthorized when %s', async (_name, login) => {
    const server = await serve(basic);
    expect((await rejection(fetchAt(server, withLogin(login)))).code).toBe('registry_unauthorized');
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });

  it('takes new ones after the old ones stopped working', async () => {
    const server = await serve(basic);
    let login: RegistryLogin = { kind: 'password', username: 'user', password: 'old' };
    const registry = makeRegistry({ credentials: () => Promise.resolve(login) });
    await rejection(fetchAt(server, registry));
    login = LOGIN;
    await fetchAt(server, registry);
    expect(server.requests.at(-1)?.authorization).toBe(BASIC);
  });

  it('prefers a token where both are offered', async () => {
    const server = await serve({ challenge: (host) => `Basic realm="x", Bearer realm="http://${host}/token",service="reg"` });
    await fetchAt(server, withLogin(LOGIN));
    expect(paths(server)).toContain('/token');
  });

  it('asks for the login of that very host', async () => {
    const asked: string[] = [];
    const server = await serve(basic);
    await fetchAt(server, makeRegistry({ credentials: (registry) => { asked.push(registry); return Promise.resolve(LOGIN); } }));
    expect(asked).toEqual([server.host]);
  });
});
