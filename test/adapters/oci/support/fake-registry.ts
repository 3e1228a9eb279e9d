import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { OCI_INDEX } from '../../../../backend/core/image/media-types.ts';
import type { Content } from './oci-content.ts';

/** A server on loopback that counts what it was asked. */
export interface FakeServer {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly requests: { readonly method: string; readonly url: string; readonly authorization: string | null; readonly accept: string }[];
  readonly stop: () => Promise<void>;
}

/** Starts a server that answers as told, well or badly; with a certificate it speaks TLS. */
export async function startServer(listener: RequestListener, certificate?: { readonly cert: string; readonly key: string }): Promise<FakeServer> {
  const requests: FakeServer['requests'] = [];
  const listen: RequestListener = (request, response) => {
    const { authorization = null, accept = '' } = request.headers;
    requests.push({ method: request.method ?? '', url: request.url ?? '', authorization, accept });
    listener(request, response);
  };
  const server = certificate === undefined ? createServer(listen) : createTlsServer(certificate, listen);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { host: `127.0.0.1:${String(port)}`, requests, stop };
}

export interface Holding {
  readonly repository: string;
  readonly manifests: readonly Content[];
  readonly blobs: readonly Content[];
  readonly tags: Readonly<Record<string, Content>>;
  /** What the referrers API answers per digest; null for a registry without the API. */
  readonly referrers: Readonly<Record<string, Content>> | null;
}

/** A registry that does what the distribution specification says. */
export function serveHolding(holding: Holding): RequestListener {
  return (request, response) => {
    response.setHeader('docker-distribution-api-version', 'registry/2.0');
    const [kind = '', name = ''] = (request.url ?? '').replace(`/v2/${holding.repository}/`, '').split('?')[0]?.split('/') ?? [];
    const found = find(holding, kind, name);
    if (found === null) sendError(response, 404, kind === 'blobs' ? 'BLOB_UNKNOWN' : 'MANIFEST_UNKNOWN');
    else sendContent(request, response, kind === 'blobs' ? { ...found, mediaType: 'application/octet-stream' } : found);
  };
}

const EMPTY_INDEX = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [] }));

function find({ manifests, blobs, tags, referrers }: Holding, kind: string, name: string): Pick<Content, 'bytes' | 'mediaType'> | null {
  if (kind === 'blobs') return blobs.find((blob) => blob.digest === name) ?? null;
  if (kind === 'manifests') return tags[name] ?? manifests.find((manifest) => manifest.digest === name) ?? null;
  return referrers === null ? null : (referrers[name] ?? { bytes: EMPTY_INDEX, mediaType: OCI_INDEX });
}

export function sendContent(request: IncomingMessage, response: ServerResponse, { bytes, mediaType }: Pick<Content, 'bytes' | 'mediaType'>): void {
  response.writeHead(200, { 'content-type': mediaType, 'content-length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

export function sendError(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ errors: [{ code, message: 'told by the tests' }] }));
}
