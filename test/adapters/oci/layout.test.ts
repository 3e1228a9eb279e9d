import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { digestHex } from '../../../backend/core/image/digest.ts';
import { OCI_INDEX, OCI_MANIFEST } from '../../../backend/core/image/media-types.ts';
import { formatReference } from '../../../backend/core/image/reference.ts';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { LayoutContent } from '../../../backend/adapters/oci/layout-content.ts';
import { listLayoutImages } from '../../../backend/adapters/oci/layout-images.ts';
import { rejection, signal } from './support/make-registry.ts';
import { describeContent, makeWorld, toContent, toWire, type Content } from './support/oci-content.ts';
import { blobPath, writeLayout } from './support/write-layout.ts';

const REF_NAME = 'org.opencontainers.image.ref.name';
const COSIGN = join(import.meta.dirname, '../../fixtures/cosign');
const REPOSITORY = parseRepository('docker.io/mcp/x');
const world = makeWorld();
const { index, image, config, layer, signature, referrer, fallback, manifests, blobs } = world;
const folders: string[] = [];
const write = async (contents: readonly Content[], entries: readonly object[]): Promise<string> => {
  const folder = await writeLayout(contents, entries);
  folders.push(folder);
  return folder;
};
const writeWorld = (): Promise<string> => write([...manifests, ...blobs], [toWire(index, { annotations: { [REF_NAME]: 'latest' } })]);
const fetchFrom = async (folder: string, reference: string): Promise<unknown> => (await LayoutContent.open(folder)).fetchManifest(REPOSITORY, reference, { signal });

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

describe('when a folder is no layout', () => {
  it.each<[string, string, (folder: string) => Promise<unknown>]>([
    ['absent', 'layout_unreadable', (folder) => rm(folder, { recursive: true })],
    ['without oci-layout', 'layout_unreadable', (folder) => rm(join(folder, 'oci-layout'))],
    ['without index.json', 'layout_unreadable', (folder) => rm(join(folder, 'index.json'))],
    ['with an oci-layout that is no JSON', 'layout_malformed', (folder) => writeFile(join(folder, 'oci-layout'), 'x')],
    ['of another version', 'layout_malformed', (folder) => writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"2.0.0"}')],
    ['with an endless oci-layout', 'content_too_large', (folder) => truncate(join(folder, 'oci-layout'), 10_000_000)],
    ['with an index.json that is no JSON', 'layout_malformed', (folder) => writeFile(join(folder, 'index.json'), '{')],
    ['with an index.json that is an image', 'layout_malformed', (folder) => writeFile(join(folder, 'index.json'), image.bytes)],
    ['with an index.json of another type', 'layout_malformed', (folder) => writeFile(join(folder, 'index.json'), `{"schemaVersion":2,"mediaType":"${OCI_MANIFEST}","manifests":[]}`)],
    ['with a digest that leaves the folder', 'layout_malformed', (folder) => writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [{ mediaType: OCI_MANIFEST, digest: 'sha256:../../../../etc/passwd', size: 1 }] }))],
    ['with a 200 MB index.json', 'content_too_large', (folder) => truncate(join(folder, 'index.json'), 200_000_000)],
    ['with an index.json that is a folder', 'layout_unreadable', async (folder) => { await rm(join(folder, 'index.json')); await mkdir(join(folder, 'index.json')); }],
    ['with an index.json that is a pipe', 'layout_unreadable', async (folder) => { await rm(join(folder, 'index.json')); execFileSync('mkfifo', [join(folder, 'index.json')]); }],
    ['with an index.json that is a link', 'layout_unreadable', async (folder) => { await rename(join(folder, 'index.json'), join(folder, 'real.json')); await symlink(join(folder, 'real.json'), join(folder, 'index.json')); }],
  ])('%s: %s', async (_name, code, spoil) => {
    const folder = await writeWorld();
    await spoil(folder);
    expect((await rejection(LayoutContent.open(folder))).code).toBe(code);
  });

  it('is unreadable as a file', async () => {
    const folder = await writeWorld();
    expect((await rejection(LayoutContent.open(join(folder, 'index.json')))).code).toBe('layout_unreadable');
  });
});

describe('when a blob of a layout is spoiled', () => {
  it.each<[string, string, (path: string) => Promise<unknown>]>([
    ['other bytes', 'content_digest_differs', (path) => writeFile(path, 'x')],
    ['cut off', 'content_digest_differs', (path) => truncate(path, 10)],
    ['absent', 'manifest_not_found', (path) => rm(path)],
    ['200 MB', 'content_too_large', (path) => truncate(path, 200_000_000)],
    ['a link out of the folder', 'layout_unreadable', async (path) => { await rm(path); await symlink('/etc/passwd', path); }],
    ['a link to nowhere', 'manifest_not_found', async (path) => { await rm(path); await symlink('/nowhere', path); }],
    ['a device', 'layout_unreadable', async (path) => { await rm(path); await symlink('/dev/zero', path); }],
    ['a pipe', 'layout_unreadable', async (path) => { await rm(path); execFileSync('mkfifo', [path]); }],
    ['a folder', 'layout_unreadable', async (path) => { await rm(path); await mkdir(path); }],
  ])('%s: %s', async (_name, code, spoil) => {
    const folder = await writeWorld();
    await spoil(blobPath(folder, index.digest));
    expect((await rejection(fetchFrom(folder, 'latest'))).code).toBe(code);
  });

  it('does not follow a link in the place of the blobs folder', async () => {
    const [folder, other] = await Promise.all([writeWorld(), writeWorld()]);
    await rm(join(folder, 'blobs'), { recursive: true });
    await symlink(join(other, 'blobs'), join(folder, 'blobs'));
    expect((await rejection(fetchFrom(folder, 'latest'))).code).toBe('layout_unreadable');
  });

  it('follows a link to the layout itself: that is what the person named', async () => {
    const folder = await writeWorld();
    const link = `${folder}-link`;
    folders.push(link);
    await symlink(folder, link);
    expect(await fetchFrom(link, 'latest')).toMatchObject({ digest: index.digest });
  });

  it('does not take a missing manifest for "no referrers"', async () => {
    const folder = await write([index], [toWire(index), toWire(referrer)]);
    const content = await LayoutContent.open(folder);
    expect((await rejection(content.listReferrers(REPOSITORY, index.digest, { signal }))).code).toBe('layout_malformed');
  });
});

describe('when manifests are named by others alone', () => {
  it.each<[string, Content]>([
    ['with a media type', image],
    ['without one, an image', toContent(OCI_MANIFEST, { schemaVersion: 2, config: toWire(config), layers: [] })],
    ['without one, an index', toContent(OCI_INDEX, { schemaVersion: 2, manifests: [] })],
  ])('reads one %s', async (_name, content) => {
    const folder = await write([index, content], [toWire(index)]);
    expect(await fetchFrom(folder, content.digest)).toMatchObject({ digest: content.digest, mediaType: content.mediaType });
  });

  it('takes a blob that is none for malformed', async () => {
    const folder = await write([index, layer], [toWire(index)]);
    expect((await rejection(fetchFrom(folder, layer.digest))).code).toBe('manifest_malformed');
  });
});

describe('when names are looked up', () => {
  const named = (content: Content, annotations: object): object => toWire(content, { annotations });

  it('prefers the entry of the very repository', async () => {
    const folder = await write(manifests, [named(image, { [REF_NAME]: 'v1' }), named(signature, { [REF_NAME]: 'ghcr.io/mcp/x:v1' }), named(index, { 'io.containerd.image.name': 'docker.io/mcp/x:v1' })]);
    expect(await fetchFrom(folder, 'v1')).toMatchObject({ digest: index.digest });
  });

  it.each([['another repository', 'docker.io/mcp/y:latest'], ['no reference', 'MCP/x:latest'], ['another tag', 'mcp/x:v2']])('does not find it under %s', async (_name, name) => {
    const folder = await write(manifests, [named(index, { [REF_NAME]: name })]);
    expect((await rejection(fetchFrom(folder, 'latest'))).code).toBe('manifest_not_found');
  });
});

describe('when `cosign save` made the layout', () => {
  const kind = (name: string): object => ({ annotations: { kind: `dev.cosignproject.cosign/${name}` } });
  const other = makeWorld('other');

  it('finds the signatures of each image by the tag that they have in a registry', async () => {
    const folder = await write([...manifests, ...blobs, ...other.manifests, ...other.blobs], [
      toWire(index, kind('imageIndex')), toWire(signature, kind('sigs')), toWire(referrer, kind('atts')), toWire(other.image, kind('image')), toWire(other.signature, kind('sigs')),
    ]);
    expect(await fetchFrom(folder, `sha256-${digestHex(index.digest)}.sig`)).toMatchObject({ digest: signature.digest });
    expect(await fetchFrom(folder, `sha256-${digestHex(other.image.digest)}.sig`)).toMatchObject({ digest: other.signature.digest });
    expect((await rejection(fetchFrom(folder, `sha256-${digestHex(image.digest)}.sig`))).code).toBe('manifest_not_found');
    expect((await listLayoutImages(folder, signal)).map((found) => found.digest)).toEqual([index.digest, other.image.digest]);
  });

  it('leaves out signatures that stand before any image', async () => {
    const folder = await write([...manifests, ...blobs], [toWire(signature, kind('sigs')), toWire(index, kind('imageIndex'))]);
    expect((await rejection(fetchFrom(folder, `sha256-${digestHex(index.digest)}.sig`))).code).toBe('manifest_not_found');
  });
});

describe('when the images of a layout are listed', () => {
  it('tells names, digests, platforms and labels', async () => {
    const folder = await write([...manifests, ...blobs], [
      toWire(index, { annotations: { 'io.containerd.image.name': 'docker.io/mcp/x:v1', [REF_NAME]: 'v1' } }),
      toWire(signature, { annotations: { [REF_NAME]: `sha256-${digestHex(index.digest)}.sig` } }),
      toWire(fallback, { annotations: { [REF_NAME]: `sha256-${digestHex(index.digest)}` } }),
      toWire(referrer),
    ]);
    const [found, ...others] = await listLayoutImages(folder, signal);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      digest: index.digest,
      tag: 'v1',
      platforms: [{ digest: image.digest, configDigest: config.digest, platform: { os: 'linux', architecture: 'amd64', variant: null }, labels: { name: 'world' }, createdAt: null }],
    });
    expect(found?.reference === null || found === undefined ? null : formatReference(found.reference)).toBe('docker.io/mcp/x:v1');
    expect(found?.platforms[0]?.sizeBytes).toBe(image.bytes.length + config.bytes.length + layer.bytes.length);
  });

  it('leaves out platforms that a sparse layout lacks', async () => {
    const folder = await write([index], [toWire(index)]);
    expect(await listLayoutImages(folder, signal)).toEqual([]);
  });

  it('leaves out an index inside an index', async () => {
    const outer = toContent(OCI_INDEX, { schemaVersion: 2, manifests: [toWire(index)] });
    const folder = await write([outer, ...manifests, ...blobs], [toWire(outer)]);
    expect(await listLayoutImages(folder, signal)).toEqual([]);
  });

  it('fails with a code when a config is missing', async () => {
    const folder = await write([image], [toWire(image)]);
    expect((await rejection(listLayoutImages(folder, signal))).code).toBe('blob_not_found');
  });
});

describe('when real cosign signed what a layout holds', () => {
  it.each(['cosign-2', 'cosign-3'])('reads the images of %s', async (name) => {
    const images = await listLayoutImages(join(COSIGN, name), signal);
    expect(images.map((found) => [found.tag, found.platforms.map((platform) => platform.platform.architecture)])).toEqual([['latest', ['amd64', 'arm64']]]);
  });

  it('finds the signature tag of cosign 2, and its payload', async () => {
    const content = await LayoutContent.open(join(COSIGN, 'cosign-2'));
    const { digest } = await content.fetchManifest(REPOSITORY, 'latest', { signal });
    const { manifest } = await content.fetchManifest(REPOSITORY, `sha256-${digestHex(digest)}.sig`, { signal });
    const payload = manifest.kind === 'image' ? manifest.layers[0] : undefined;
    const bytes = await content.fetchBlob(REPOSITORY, payload ?? describeContent(layer), { signal, maxBytes: 65_536 });
    expect(Buffer.from(bytes).toString()).toContain(digest);
  });

  it('finds the bundle of cosign 3 as a referrer', async () => {
    const content = await LayoutContent.open(join(COSIGN, 'cosign-3'));
    const { digest } = await content.fetchManifest(REPOSITORY, 'latest', { signal });
    const [found] = await content.listReferrers(REPOSITORY, digest, { signal });
    const bundle = await content.fetchManifest(REPOSITORY, found?.digest ?? '', { signal });
    expect(bundle.manifest).toMatchObject({ kind: 'image', subject: { digest } });
  });
});
