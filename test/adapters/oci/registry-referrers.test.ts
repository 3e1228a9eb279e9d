import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { digestHex } from '../../../backend/core/image/digest.ts';
import { OCI_INDEX } from '../../../backend/core/image/media-types.ts';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { REGISTRY_LIMITS } from '../../../backend/adapters/oci/registry-limits.ts';
import { sendContent, sendError, startServer, type FakeServer } from './support/fake-registry.ts';
import { makeRegistry, rejection, signal } from './support/make-registry.ts';
import { makeWorld, toContent, toWire, type Content } from './support/oci-content.ts';

const { index, referrer, fallback, signature } = makeWorld();
const API = `/v2/mcp/x/referrers/${index.digest}`;
const TAG = `/v2/mcp/x/manifests/sha256-${digestHex(index.digest)}`;
const servers: FakeServer[] = [];
const serve = async (listener: RequestListener): Promise<FakeServer> => {
  const server = await startServer(listener);
  servers.push(server);
  return server;
};
const list = async ({ host }: FakeServer, registry = makeRegistry()): Promise<unknown[]> =>
  (await registry.listReferrers(parseRepository(`${host}/mcp/x`), index.digest, { signal })).map((found) => found.digest);
const listing = (...contents: Content[]): Content => toContent(OCI_INDEX, { schemaVersion: 2, mediaType: OCI_INDEX, manifests: contents.map((content) => toWire(content)) });
const isApi = (url: string | undefined): boolean => url?.startsWith(API) === true;
const speaks = { 'docker-distribution-api-version': 'registry/2.0' };

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('when a registry has no referrers API', () => {
  it.each<[string, RequestListener]>([
    ['404', (_, response) => { response.writeHead(404, speaks).end('404 page not found'); }],
    ['400', (_, response) => { response.writeHead(400, speaks).end(); }],
    ['405', (_, response) => { response.writeHead(405, speaks).end(); }],
    ['406', (_, response) => { response.writeHead(406, speaks).end(); }],
    ['a page', (_, response) => { response.writeHead(200, { ...speaks, 'content-type': 'text/html' }).end('<html>'); }],
  ])('takes the fallback tag after %s, and asks no second time', async (_name, refuse) => {
    const server = await serve((request, response) => {
      if (isApi(request.url)) refuse(request, response);
      else sendContent(request, response, fallback);
    });
    const registry = makeRegistry();
    expect(await list(server, registry)).toEqual([referrer.digest]);
    expect(await list(server, registry)).toEqual([referrer.digest]);
    expect(server.requests.map((request) => request.url)).toEqual([API, TAG, TAG]);
  });

  it('has none when the tag is not there either', async () => {
    const server = await serve((request, response) => {
      if (isApi(request.url)) response.writeHead(404, speaks).end();
      else sendError(response, 404, 'MANIFEST_UNKNOWN');
    });
    expect(await list(server)).toEqual([]);
  });

  it('asks again where only the repository was unknown', async () => {
    const server = await serve((_, response) => { sendError(response, 404, 'NAME_UNKNOWN'); });
    const registry = makeRegistry();
    expect(await list(server, registry)).toEqual([]);
    expect(await list(server, registry)).toEqual([]);
    expect(server.requests.map((request) => request.url)).toEqual([API, TAG, API, TAG]);
  });

  it('takes a fallback tag that is no index for none', async () => {
    const server = await serve((request, response) => {
      if (isApi(request.url)) response.writeHead(404, speaks).end();
      else sendContent(request, response, signature);
    });
    expect(await list(server)).toEqual([]);
  });
});

describe('when something other than the registry answers the API', () => {
  const portal: RequestListener = (_, response) => { response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'); };

  it('says so rather than "none", where the tag is not there', async () => {
    const server = await serve((request, response) => {
      if (isApi(request.url)) portal(request, response);
      else sendError(response, 404, 'MANIFEST_UNKNOWN');
    });
    expect((await rejection(list(server))).code).toBe('registry_bad_answer');
  });

  it('takes the tag where it is there, and asks the API again the next time', async () => {
    const server = await serve((request, response) => {
      if (isApi(request.url)) portal(request, response);
      else sendContent(request, response, fallback);
    });
    const registry = makeRegistry();
    expect(await list(server, registry)).toEqual([referrer.digest]);
    await list(server, registry);
    expect(server.requests.filter((request) => isApi(request.url))).toHaveLength(2);
  });
});

describe('when the API fails', () => {
  it.each([[500, 'registry_unavailable'], [403, 'registry_forbidden'], [429, 'registry_rate_limited'], [401, 'registry_unauthorized'], [418, 'registry_bad_answer']])('%i is %s', async (status, code) => {
    const server = await serve((_, response) => { response.writeHead(status).end(); });
    expect((await rejection(list(server))).code).toBe(code);
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, string, Content]>([
    ['an index that is none', 'manifest_malformed', toContent(OCI_INDEX, '{"schemaVersion":2}')],
    ['more entries than are read', 'content_too_large', toContent(OCI_INDEX, { schemaVersion: 2, manifests: Array(1001).fill(toWire(referrer)) as object[] })],
    ['more bytes than are read', 'content_too_large', toContent(OCI_INDEX, ' '.repeat(REGISTRY_LIMITS.manifestBytes + 1))],
  ])('%s is %s', async (_name, code, content) => {
    const server = await serve((request, response) => { sendContent(request, response, content); });
    expect((await rejection(list(server))).code).toBe(code);
  });
});

describe('when the list has pages', () => {
  const paged = (link: (host: string) => string): RequestListener => (request, response) => {
    const second = request.url?.includes('page=2') === true;
    if (!second) response.setHeader('link', link(request.headers.host ?? ''));
    sendContent(request, response, second ? listing(signature) : listing(referrer));
  };

  it.each<[string, (host: string) => string]>([
    ['a path', () => `<${API}?page=2>; rel="next"`],
    ['a path with an escaped colon', () => `<${API.replace('sha256:', 'sha256%3A')}?page=2>; rel=next`],
    ['an address', (host) => `<http://${host}${API}?page=2>; rel="next"`],
    ['a query alone', () => '<?page=2>; rel="next"'],
  ])('reads them all, linked by %s', async (_name, link) => {
    expect(await list(await serve(paged(link)))).toEqual([referrer.digest, signature.digest]);
  });

  it.each<[string, string]>([
    ['another host', `<https://example.com${API}>; rel="next"`],
    ['another path', '</v2/other/x/referrers/y>; rel="next"'],
    ['nonsense', '<http://[>; rel="next"'],
  ])('refuses a link to %s', async (_name, link) => {
    const server = await serve(paged(() => link));
    expect((await rejection(list(server))).code).toBe('registry_bad_answer');
    expect(server.requests).toHaveLength(1);
  });

  it('refuses a second page that is no list', async () => {
    const server = await serve((request, response) => {
      response.setHeader('link', `<${API}?page=2>; rel="next"`);
      if (request.url?.includes('page=2') === true) response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
      else sendContent(request, response, listing(referrer));
    });
    expect((await rejection(list(server))).code).toBe('registry_bad_answer');
  });

  it('fails with the second page', async () => {
    const server = await serve((request, response) => {
      response.setHeader('link', `<${API}?page=2>; rel="next"`);
      if (request.url?.includes('page=2') === true) response.writeHead(503).end();
      else sendContent(request, response, listing(referrer));
    });
    expect((await rejection(list(server))).code).toBe('registry_unavailable');
  });

  it('stops at pages without end', async () => {
    const server = await serve((request, response) => {
      response.setHeader('link', `<${API}?page=2>; rel="next"`);
      sendContent(request, response, listing(referrer));
    });
    expect((await rejection(list(server))).code).toBe('content_too_large');
    expect(server.requests).toHaveLength(REGISTRY_LIMITS.referrerPages + 1);
  });

  it('ignores links that are not the next page', async () => {
    const server = await serve((request, response) => {
      response.setHeader('link', '<https://example.com/>; rel="help"');
      sendContent(request, response, listing(referrer));
    });
    expect(await list(server)).toEqual([referrer.digest]);
  });
});
