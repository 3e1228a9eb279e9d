import { CodedError } from '../../core/coded-error.ts';
import type { Digest } from '../../core/image/digest.ts';
import { IMAGE_CONFIG_LIMITS, parseImageConfig } from '../../core/image/image-config.ts';
import { runnablePlatforms, type ImageManifest } from '../../core/image/manifest.ts';
import type { Platform } from '../../core/image/platform.ts';
import { parseRepository, type Repository } from '../../core/image/repository.ts';
import type { Reference } from '../../core/image/reference.ts';
import type { FetchedManifest } from '../../ports/content-source.ts';
import { LayoutContent } from './layout-content.ts';
import type { LayoutEntry } from './layout-index.ts';

/** One platform of an image of a layout. */
export interface LayoutPlatform {
  readonly digest: Digest;
  /** The image id on the classic store. */
  readonly configDigest: Digest;
  readonly platform: Platform;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAt: string | null;
  /** Of manifest, config and layers together. */
  readonly sizeBytes: number;
}

/** An image of a layout. Names are what its annotations say. */
export interface LayoutImage {
  readonly digest: Digest;
  readonly reference: Reference | null;
  readonly tag: string | null;
  /** Those that the layout holds: a sparse layout may lack some that its index lists. */
  readonly platforms: readonly LayoutPlatform[];
}

const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json';
const SIGNATURE_TAG = /^sha256-[0-9a-f]{64}(?:\.(?:sig|att|sbom))?$/;
const KIND = 'kind';
const ACCESSORY_KINDS: ReadonlySet<string | undefined> = new Set(['sigs', 'atts', 'sboms'].map((kind) => `dev.cosignproject.cosign/${kind}`));
/** Layouts have no repository of their own; the name only fills the argument. */
const ANY_REPOSITORY = parseRepository('layout');

/**
 * The images of a layout folder, without signatures, attestations and other artifacts.
 * @throws CodedError `layout_malformed`, `layout_unreadable`, `content_too_large`, `content_digest_differs`, `manifest_malformed`
 */
export async function listLayoutImages(path: string, signal: AbortSignal): Promise<readonly LayoutImage[]> {
  const content = await LayoutContent.open(path);
  const images: LayoutImage[] = [];
  for (const entry of content.entries) {
    if (isAccessory(entry)) continue;
    const platforms = await readPlatforms({ content, repository: ANY_REPOSITORY, signal }, entry);
    const { reference, tag, descriptor } = entry;
    if (platforms.length > 0) images.push({ digest: descriptor.digest, reference, tag, platforms });
  }
  return images;
}

interface Place {
  readonly content: LayoutContent;
  readonly repository: Repository;
  readonly signal: AbortSignal;
}

function isAccessory({ tag, descriptor }: LayoutEntry): boolean {
  return ACCESSORY_KINDS.has(descriptor.annotations[KIND]) || (tag !== null && SIGNATURE_TAG.test(tag));
}

async function readPlatforms(place: Place, { descriptor }: LayoutEntry): Promise<readonly LayoutPlatform[]> {
  const fetched = await fetchManifest(place, descriptor.digest);
  if (fetched === null) return [];
  const { manifest } = fetched;
  if (manifest.kind === 'image') return readPlatform(place, fetched, manifest);
  const platforms = await Promise.all(runnablePlatforms(manifest).map(async (listed) => {
    const inner = await fetchManifest(place, listed.digest);
    return inner?.manifest.kind === 'image' ? readPlatform(place, inner, inner.manifest) : [];
  }));
  return platforms.flat();
}

/** Empty for an artifact in manifest form: only images have an image's config. */
async function readPlatform({ content, repository, signal }: Place, { digest, size }: FetchedManifest, manifest: ImageManifest): Promise<readonly LayoutPlatform[]> {
  const { config, layers, artifactType, subject } = manifest;
  const isImage = config.mediaType === OCI_CONFIG || config.mediaType === DOCKER_CONFIG;
  // cosign gives its signatures the config type of an image.
  const isSignature = layers.some((layer) => layer.mediaType.startsWith('application/vnd.dev.cosign.'));
  if (!isImage || isSignature || artifactType !== null || subject !== null) return [];
  const { labels, platform, createdAt } = parseImageConfig(await content.fetchBlob(repository, config, { signal, maxBytes: IMAGE_CONFIG_LIMITS.bytes }));
  const sizeBytes = layers.reduce((sum, layer) => sum + layer.size, size + config.size);
  return [{ digest, configDigest: config.digest, platform, labels, createdAt, sizeBytes }];
}

async function fetchManifest({ content, repository, signal }: Place, digest: Digest): Promise<FetchedManifest | null> {
  try {
    return await content.fetchManifest(repository, digest, { signal });
  } catch (error) {
    if (error instanceof CodedError && error.code === 'manifest_not_found') return null;
    throw error;
  }
}
