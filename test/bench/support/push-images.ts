import { digestHex } from '../../../backend/core/image/digest.ts';
import type { ContentBlob } from '../../../backend/samples/signing/content-blob.ts';
import { pushBlob, pushBytes, type PushTarget } from '../../integration/support/registry-images.ts';
import { runAll } from './run-all.ts';
import type { SignedImage } from './signed-images.ts';

const CONCURRENCY = 16;
const MANIFEST = /\.image\.(?:index|manifest)\.v1\+json$/;

/** Pushes all images and their `.sig` manifests to a registry that stands for Docker Hub. */
export async function pushImages(url: string, images: readonly SignedImage[], signal: AbortSignal): Promise<void> {
  await runAll(images, CONCURRENCY, async ({ server, image, simple: [manifest, ...blobs] }) => {
    const target = { url, repository: `mcp/${server}` };
    const [contents, manifests] = split(image.blobs.filter((blob) => blob !== image.index));
    await pushAll(target, contents, manifests);
    await pushManifest(target, image.index, 'latest');
    const signatures = { url, repository: 'mcp/signatures' };
    await pushAll(signatures, blobs, []);
    await pushManifest(signatures, manifest, `sha256-${digestHex(image.index.digest)}.sig`);
  }, signal);
}

function split(blobs: readonly ContentBlob[]): readonly [readonly ContentBlob[], readonly ContentBlob[]] {
  return [blobs.filter(({ mediaType }) => !MANIFEST.test(mediaType)), blobs.filter(({ mediaType }) => MANIFEST.test(mediaType))];
}

async function pushAll(target: PushTarget, blobs: readonly ContentBlob[], manifests: readonly ContentBlob[]): Promise<void> {
  for (const { mediaType, bytes } of blobs) await pushBlob(target, mediaType, bytes);
  for (const manifest of manifests) await pushManifest(target, manifest);
}

async function pushManifest(target: PushTarget, { mediaType, bytes }: ContentBlob, tag?: string): Promise<void> {
  await pushBytes(target, { mediaType, body: bytes, tag });
}
