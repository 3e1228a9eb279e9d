import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { OCI_MANIFEST } from '../../../backend/core/image/media-types.ts';
import { REGISTRY_LIMITS } from '../../../backend/adapters/oci/registry-limits.ts';
import { sendContent, sendError, startServer, type FakeServer } from './support/fake-registry.ts';
import { makeRegistry, rejection, signal } from './support/make-registry.ts';
import { describeContent, makeWorld, toContent } from './support/oci-content.ts';

const SHORT_MILLISECONDS = 150;
const world = makeWorld();
const { image, layer } = world;
const servers: FakeServer[] = [];
const serve = async (listener: RequestListener): Promise<FakeServer> => {
  const server = await startServer(listener);
  servers.push(server);
  return server;
};
const fetchFrom = async ({ host }: FakeServer, reference: string = image.digest, requestMilliseconds = 20_000): Promise<unknown> =>
  makeRegistry({ requestMilliseconds }).fetchManifest(parseRepository(`${host}/mcp/x`), reference, { signal });

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

/** Writes for ever, as fast as it is read; stops when the reader goes. */
function flood(response: ServerResponse, chunk: Buffer): void {
  const write = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', write);
  };
  write();
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => {
    clearInterval(timer);
  });
}

const manifestHead = { 'content-type': OCI_MANIFEST };

describe('when a registry answers a manifest badly', () => {
  it.each<[string, string, RequestListener]>([
    ['500', 'registry_unavailable', (_, response) => { sendError(response, 500, 'UNKNOWN'); }],
    ['502 of a proxy', 'registry_unavailable', (_, response) => { response.writeHead(502).end('<html>'); }],
    ['503', 'registry_unavailable', (_, response) => { response.writeHead(503).end(); }],
    ['403', 'registry_forbidden', (_, response) => { sendError(response, 403, 'DENIED'); }],
    ['401 without a challenge', 'registry_unauthorized', (_, response) => { sendError(response, 401, 'UNAUTHORIZED'); }],
    ['401 with an unknown challenge', 'registry_unauthorized', (_, response) => { response.writeHead(401, { 'www-authenticate': 'Negotiate' }).end(); }],
    ['401 with a challenge without end', 'registry_unauthorized', (_, response) => { response.writeHead(401, { 'www-authenticate': `Bearer realm="${'x'.repeat(8000)}"` }).end(); }],
    ['404 of something that is no registry', 'registry_bad_answer', (_, response) => { response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>not found</h1>'); }],
    ['404 with JSON that is no registry error', 'registry_bad_answer', (_, response) => { response.writeHead(404).end('{"error":"MANIFEST_UNKNOWN"}'); }],
    ['404 with broken JSON', 'registry_bad_answer', (_, response) => { response.writeHead(404).end('{"errors":'); }],
    ['404 with an endless body', 'registry_bad_answer', (_, response) => { response.writeHead(404); flood(response, Buffer.alloc(65_536, '{')); }],
    ['404 of a registry by its error code', 'manifest_not_found', (_, response) => { sendError(response, 404, 'MANIFEST_UNKNOWN'); }],
    ['404 of a registry by its header', 'manifest_not_found', (_, response) => { response.writeHead(404, { 'docker-distribution-api-version': 'registry/2.0' }).end(); }],
    ['204', 'registry_bad_answer', (_, response) => { response.writeHead(204).end(); }],
    ['206', 'registry_bad_answer', (_, response) => { response.writeHead(206, manifestHead).end(image.bytes); }],
    ['418', 'registry_bad_answer', (_, response) => { response.writeHead(418).end(); }],
    ['304', 'registry_bad_answer', (_, response) => { response.writeHead(304).end(); }],
    ['no content type', 'registry_bad_answer', (_, response) => { response.writeHead(200).end(image.bytes); }],
    ['a captive portal', 'registry_bad_answer', (_, response) => { response.writeHead(200, { 'content-type': 'text/html' }).end('<html>log in'); }],
    ['plain JSON', 'registry_bad_answer', (_, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end(image.bytes); }],
    ['another manifest', 'content_digest_differs', (request, response) => { sendContent(request, response, world.signature); }],
    ['one byte changed', 'content_digest_differs', (_, response) => { response.writeHead(200, manifestHead).end(`${image.bytes.toString()} `); }],
    ['compressed bytes', 'content_digest_differs', (_, response) => { response.writeHead(200, { ...manifestHead, 'content-encoding': 'gzip' }).end(Buffer.from('1f8b0800', 'hex')); }],
    ['nothing', 'content_digest_differs', (_, response) => { response.writeHead(200, manifestHead).end(); }],
    ['an answer that is cut off', 'registry_bad_answer', (_, response) => { response.writeHead(200, { ...manifestHead, 'content-length': image.bytes.length }); response.write(image.bytes.subarray(0, 20)); setTimeout(() => response.destroy(), 20); }],
    ['a chunked answer that is cut off', 'registry_bad_answer', (_, response) => { response.writeHead(200, manifestHead); response.write(image.bytes.subarray(0, 20)); setTimeout(() => response.destroy(), 20); }],
    ['no answer but a closed connection', 'registry_unreachable', (request) => { request.socket.destroy(); }],
    ['no HTTP', 'registry_bad_answer', (request) => { request.socket.end('SSH-2.0-OpenSSH\r\n\r\n'); }],
    ['headers without end', 'registry_bad_answer', (_, response) => { response.writeHead(200, { ...manifestHead, 'x-large': 'x'.repeat(40_000) }).end(image.bytes); }],
    ['200 MB announced', 'content_too_large', (_, response) => { response.writeHead(200, { ...manifestHead, 'content-length': 200_000_000 }); flood(response, Buffer.alloc(65_536)); }],
    ['bytes without end', 'content_too_large', (_, response) => { response.writeHead(200, manifestHead); flood(response, Buffer.alloc(65_536)); }],
  ])('%s is %s', async (_name, code, listener) => {
    const error = await rejection(fetchFrom(await serve(listener)));
    expect(error.code).toBe(code);
  });

  it.each<[string, RequestListener]>([
    ['never', () => undefined],
    ['headers only', (_, response) => { response.writeHead(200, manifestHead); response.flushHeaders(); }],
    ['drop by drop', (_, response) => { response.writeHead(200, manifestHead); drip(response); }],
  ])('an answer that comes %s is a timeout', async (_name, listener) => {
    const error = await rejection(fetchFrom(await serve(listener), image.digest, SHORT_MILLISECONDS));
    expect(error).toMatchObject({ code: 'registry_timeout', retryable: true });
  });

  it('stops reading at the limit', async () => {
    let sent = 0;
    const server = await serve((_, response) => {
      response.writeHead(200, manifestHead);
      const write = response.write.bind(response);
      response.write = (chunk: Buffer) => { sent += chunk.length; return write(chunk); };
      flood(response, Buffer.alloc(65_536));
    });
    expect((await rejection(fetchFrom(server))).code).toBe('content_too_large');
    // What the kernel buffers on the way comes on top of what is read.
    expect(sent).toBeLessThan(REGISTRY_LIMITS.manifestBytes + 16 * 1024 * 1024);
  });

  it('does not believe a digest that a tag is answered with', async () => {
    const server = await serve((_, response) => { response.writeHead(200, { ...manifestHead, 'docker-content-digest': world.index.digest }).end(image.bytes); });
    expect((await rejection(fetchFrom(server, 'latest'))).code).toBe('content_digest_differs');
  });

  it('refuses a manifest that is none', async () => {
    const junk = toContent(OCI_MANIFEST, '{}');
    const server = await serve((request, response) => { sendContent(request, response, junk); });
    expect((await rejection(fetchFrom(server, junk.digest))).code).toBe('manifest_malformed');
  });

  it('is unreachable where nobody listens', async () => {
    const server = await startServer(() => undefined);
    await server.stop();
    expect(await rejection(fetchFrom(server))).toMatchObject({ code: 'registry_unreachable', retryable: true });
  });

  it('is unreachable where the name does not resolve', async () => {
    const promise = makeRegistry().fetchManifest(parseRepository('registry.invalid/mcp/x'), 'latest', { signal });
    expect((await rejection(promise)).code).toBe('registry_unreachable');
  });

  it('is unreachable where TLS is expected and plain HTTP is spoken', async () => {
    const { host } = await serve((request, response) => { sendContent(request, response, image); });
    const promise = makeRegistry({ isPlainHttp: () => false }).fetchManifest(parseRepository(`${host}/mcp/x`), 'latest', { signal });
    expect((await rejection(promise)).code).toBe('registry_unreachable');
  });
});

describe('when a connection that was kept alive is closed', () => {
  it('asks once more, and only once', async () => {
    let dropped = 0;
    const server = await serve((request, response) => {
      dropped += 1;
      if (dropped === 1) request.socket.destroy();
      else sendContent(request, response, image);
    });
    await fetchFrom(server);
    expect(server.requests).toHaveLength(2);
  });
});

describe('when a registry answers a blob badly', () => {
  const fetchBlob = async ({ host }: FakeServer): Promise<unknown> =>
    makeRegistry().fetchBlob(parseRepository(`${host}/mcp/x`), describeContent(layer), { signal, maxBytes: 1000 });

  it.each<[string, string, RequestListener]>([
    ['other bytes of the same size', 'content_digest_differs', (_, response) => { response.end('x'.repeat(layer.bytes.length)); }],
    ['more bytes', 'content_digest_differs', (_, response) => { response.end(`${layer.bytes.toString()}x`); }],
    ['bytes without end', 'content_digest_differs', (_, response) => { flood(response, Buffer.alloc(65_536)); }],
    ['fewer bytes', 'content_digest_differs', (_, response) => { response.end(layer.bytes.subarray(1)); }],
    ['404 of a registry', 'blob_not_found', (_, response) => { sendError(response, 404, 'BLOB_UNKNOWN'); }],
    ['404 of something else', 'registry_bad_answer', (_, response) => { response.writeHead(404).end(); }],
    ['500', 'registry_unavailable', (_, response) => { response.writeHead(500).end(); }],
  ])('%s is %s', async (_name, code, listener) => {
    expect((await rejection(fetchBlob(await serve(listener)))).code).toBe(code);
  });
});

describe('when HEAD is answered', () => {
  const has = async ({ host }: FakeServer): Promise<boolean> => makeRegistry().hasManifest(parseRepository(`${host}/mcp/x`), image.digest, { signal });

  it('asks for the body of a 404 that does not show who answered', async () => {
    const server = await serve((_, response) => { sendError(response, 404, 'MANIFEST_UNKNOWN'); });
    expect(await has(server)).toBe(false);
    expect(server.requests.map((request) => request.method)).toEqual(['HEAD', 'GET']);
  });

  it.each<[string, string, RequestListener]>([
    ['404 of a proxy', 'registry_bad_answer', (_, response) => { response.writeHead(404).end('<html>'); }],
    ['500', 'registry_unavailable', (_, response) => { response.writeHead(500).end(); }],
    ['403', 'registry_forbidden', (_, response) => { response.writeHead(403).end(); }],
  ])('%s is %s, not "no"', async (_name, code, listener) => {
    expect((await rejection(has(await serve(listener)))).code).toBe(code);
  });

  it('believes a 200 with the size of something large', async () => {
    const server = await serve((_, response) => { response.writeHead(200, { ...manifestHead, 'content-length': 900_000_000 }).end(); });
    expect(await has(server)).toBe(true);
  });
});
