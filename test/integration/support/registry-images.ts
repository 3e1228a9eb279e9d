import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { fileTar } from '../../../backend/samples/file-tar.ts';

/** A small image without a base: one layer with one text file. */
export interface ImageSpec {
  readonly labels?: Readonly<Record<string, string>>;
  /** `os/architecture`; linux/amd64 when absent. */
  readonly platform?: string;
  /** The text in the layer, to tell images apart. */
  readonly text?: string;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string };
}

export interface PushTarget {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly repository: string;
  /** `Basic ...`, where the registry asks for it. */
  readonly authorization?: string;
}

const OCI = 'application/vnd.oci.image';

/** Pushes one image without an engine; its tag is its digest's when `tag` is absent. */
export async function pushImage(target: PushTarget, spec: ImageSpec, tag?: string): Promise<Descriptor> {
  const [os = 'linux', architecture = 'amd64'] = (spec.platform ?? 'linux/amd64').split('/');
  const tar = fileTar('about.txt', spec.text ?? 'a test image\n');
  const layer = await pushBlob(target, `${OCI}.layer.v1.tar+gzip`, gzipSync(tar));
  const config = {
    created: '2026-01-01T00:00:00Z',
    os,
    architecture,
    config: { Labels: spec.labels ?? {}, Cmd: ['/about.txt'] },
    rootfs: { type: 'layers', diff_ids: [toDigest(tar)] },
    history: [{ created: '2026-01-01T00:00:00Z', created_by: 'tests' }],
  };
  const image = {
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: await pushBlob(target, `${OCI}.config.v1+json`, Buffer.from(JSON.stringify(config))),
    layers: [layer],
  };
  return { ...(await pushManifest(target, image, tag)), platform: { os, architecture } };
}

/** Pushes an index over manifests that are there already. */
export async function pushIndex(target: PushTarget, manifests: readonly object[], tag?: string): Promise<Descriptor> {
  return pushManifest(target, { schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests }, tag);
}

/** Pushes any manifest, under its own media type. */
export async function pushManifest(
  target: PushTarget,
  manifest: { readonly mediaType: string; readonly [field: string]: unknown },
  tag?: string,
): Promise<Descriptor> {
  return pushBytes(target, { mediaType: manifest.mediaType, body: Buffer.from(JSON.stringify(manifest)), tag });
}

export interface RawManifest {
  readonly mediaType: string;
  readonly body: Buffer;
  readonly tag?: string | undefined;
}

/** Pushes the bytes of a manifest as they are. */
export async function pushBytes(target: PushTarget, { mediaType, body, tag }: RawManifest): Promise<Descriptor> {
  const digest = toDigest(body);
  await request(target, 'PUT', { path: `manifests/${tag ?? digest}`, body, type: mediaType });
  return { mediaType, digest, size: body.length };
}

export async function pushBlob(target: PushTarget, mediaType: string, body: Buffer): Promise<Descriptor> {
  const digest = toDigest(body);
  const upload = await request(target, 'POST', { path: 'blobs/uploads/' });
  const location = new URL(upload.headers.get('location') ?? '', target.url);
  location.searchParams.set('digest', digest);
  await request(target, 'PUT', { path: location.href, body, type: 'application/octet-stream' });
  return { mediaType, digest, size: body.length };
}

interface RegistryRequest {
  /** Below the repository, or a whole address. */
  readonly path: string;
  readonly body?: Buffer;
  readonly type?: string;
}

async function request(target: PushTarget, method: 'POST' | 'PUT', what: RegistryRequest): Promise<Response> {
  const headers = new Headers();
  if (what.type !== undefined) headers.set('content-type', what.type);
  if (target.authorization !== undefined) headers.set('authorization', target.authorization);
  const address = new URL(what.path, `${target.url}/v2/${target.repository}/`);
  const body = what.body === undefined ? null : new Uint8Array(what.body);
  const response = await fetch(address, { method, headers, body, signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`${method} ${address.pathname}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
  return response;
}

function toDigest(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
