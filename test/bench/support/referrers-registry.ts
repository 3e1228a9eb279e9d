import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { toDescriptor, type ContentBlob } from '../../../backend/samples/signing/content-blob.ts';
import { listenOnLoopback, type LoopbackServer } from '../../integration/support/loopback.ts';
import type { SignedImage } from './signed-images.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const ROUTE = /^\/v2\/(?<repository>.+)\/(?<kind>manifests|blobs|referrers)\/(?<name>[^/?]+)(?:\?.*)?$/;

interface Content {
  readonly mediaType: string;
  readonly digest: string;
  readonly bytes: Buffer;
}

/**
 * A registry in memory with a referrers API (OCI distribution spec 1.1), which docker-registry 2.8 lacks. It holds the
 * images, and their bundles as referrers in the signature repository as well as beside each image.
 */
export async function startReferrersRegistry(images: readonly SignedImage[]): Promise<LoopbackServer> {
  const contents = new Map<string, Content>();
  for (const { server, image, bundle } of images) {
    const put = (repository: string, kind: string, blob: ContentBlob, name: string = blob.digest): unknown => contents.set(`${repository}/${kind}/${name}`, blob);
    for (const blob of image.blobs) for (const kind of ['manifests', 'blobs']) put(`mcp/${server}`, kind, blob);
    put(`mcp/${server}`, 'manifests', image.index, 'latest');
    const [manifest, ...blobs] = bundle;
    const list = toReferrers(manifest);
    for (const repository of ['mcp/signatures', `mcp/${server}`]) {
      put(repository, 'manifests', manifest);
      for (const blob of blobs) put(repository, 'blobs', blob);
      contents.set(`${repository}/referrers/${image.index.digest}`, list);
    }
  }
  return listenOnLoopback(createServer((request, response) => { answer(contents, request, response); }));
}

function toReferrers(manifest: ContentBlob): Content {
  const artifactType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
  const list = { schemaVersion: 2, mediaType: INDEX, manifests: [{ ...toDescriptor(manifest), artifactType }] };
  return { mediaType: INDEX, digest: '', bytes: Buffer.from(JSON.stringify(list)) };
}

const NOT_FOUND = Buffer.from('{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}');

function answer(contents: ReadonlyMap<string, Content>, { method, url = '' }: IncomingMessage, response: ServerResponse): void {
  const route = ROUTE.exec(url)?.groups;
  response.setHeader('docker-distribution-api-version', 'registry/2.0');
  const found = contents.get(`${route?.['repository'] ?? ''}/${route?.['kind'] ?? ''}/${route?.['name'] ?? ''}`);
  if (found === undefined) {
    const isBase = url === '/v2/';
    response.writeHead(isBase ? 200 : 404, { 'content-type': 'application/json' }).end(isBase ? '{}' : NOT_FOUND);
    return;
  }
  const type = route?.['kind'] === 'blobs' ? 'application/octet-stream' : found.mediaType;
  response.setHeader('content-type', type).setHeader('content-length', found.bytes.length);
  if (found.digest !== '') response.setHeader('docker-content-digest', found.digest);
  response.end(method === 'HEAD' ? undefined : found.bytes);
}
