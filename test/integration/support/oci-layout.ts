import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { pushBlob, pushBytes, type PushTarget } from './registry-images.ts';

const descriptor = z.looseObject({
  mediaType: z.string(),
  digest: z.string(),
  size: z.number(),
  annotations: z.record(z.string(), z.string()).optional(),
});

const manifest = z.looseObject({
  manifests: z.array(descriptor).default([]),
  config: descriptor.optional(),
  layers: z.array(descriptor).default([]),
});

type Descriptor = z.infer<typeof descriptor>;

const MANIFEST = /^application\/vnd\.oci\.image\.(manifest|index)\.v1\+json$/;
const TAG = 'org.opencontainers.image.ref.name';
const ACCEPT = ['image.index', 'image.manifest'].map((type) => `application/vnd.oci.${type}.v1+json`).join(', ');

/** Copies tags of a repository, and all that they lead to, into an OCI image layout. */
export async function saveLayout(source: PushTarget, tags: readonly string[], folder: string): Promise<void> {
  await mkdir(join(folder, 'blobs/sha256'), { recursive: true });
  const manifests: object[] = [];
  for (const tag of tags) {
    const root = await describeTag(source, tag);
    await saveTree(source, root, folder);
    manifests.push({ ...root, annotations: { [TAG]: tag } });
  }
  await writeJson(join(folder, 'oci-layout'), { imageLayoutVersion: '1.0.0' });
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  await writeJson(join(folder, 'index.json'), { schemaVersion: 2, mediaType, manifests });
}

async function describeTag(source: PushTarget, tag: string): Promise<Descriptor> {
  const response = await get(source, `manifests/${tag}`);
  const { headers } = response;
  const { length } = Buffer.from(await response.arrayBuffer());
  const [mediaType, digest] = [headers.get('content-type') ?? '', headers.get('docker-content-digest') ?? ''];
  return { mediaType, digest, size: length };
}

async function saveTree(source: PushTarget, { mediaType, digest }: Descriptor, folder: string): Promise<void> {
  const isManifest = MANIFEST.test(mediaType);
  const response = await get(source, `${isManifest ? 'manifests' : 'blobs'}/${digest}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  await writeFile(join(folder, 'blobs/sha256', digest.slice('sha256:'.length)), bytes);
  if (!isManifest) return;
  for (const child of childrenOf(bytes)) await saveTree(source, child, folder);
}

function childrenOf(bytes: Buffer): Descriptor[] {
  const { manifests, config, layers } = manifest.parse(JSON.parse(bytes.toString()));
  return [...manifests, ...(config === undefined ? [] : [config]), ...layers];
}

async function get(source: PushTarget, path: string): Promise<Response> {
  const address = new URL(path, `${source.url}/v2/${source.repository}/`);
  const response = await fetch(address, { headers: { accept: ACCEPT }, signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`GET ${address.pathname}: ${String(response.status)}`);
  return response;
}

async function writeJson(path: string, value: object): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Pushes every tag of an OCI image layout to a repository, byte for byte. */
export async function pushLayout(target: PushTarget, folder: string): Promise<void> {
  const index = manifest.parse(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')));
  for (const root of index.manifests) await pushTree(target, folder, root);
}

async function pushTree(target: PushTarget, folder: string, node: Descriptor): Promise<void> {
  const bytes = await readFile(join(folder, 'blobs/sha256', node.digest.slice('sha256:'.length)));
  if (!MANIFEST.test(node.mediaType)) {
    await pushBlob(target, node.mediaType, bytes);
    return;
  }
  for (const child of childrenOf(bytes)) await pushTree(target, folder, child);
  await pushBytes(target, { mediaType: node.mediaType, body: bytes, tag: node.annotations?.[TAG] });
}
