import { createHash } from 'node:crypto';
import { parseDigest, type Digest } from '../../../../backend/core/image/digest.ts';
import type { Descriptor } from '../../../../backend/core/image/manifest.ts';
import { OCI_INDEX, OCI_MANIFEST } from '../../../../backend/core/image/media-types.ts';

/** Bytes with what a registry or layout needs to know of them. */
export interface Content {
  readonly bytes: Buffer;
  readonly digest: Digest;
  readonly mediaType: string;
}

const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';

export function toContent(mediaType: string, value: object | string): Content {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return { bytes, mediaType, digest: parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`) };
}

export function describeContent({ mediaType, digest, bytes }: Content, more: object = {}): Descriptor {
  return { mediaType, digest, size: bytes.length, annotations: {}, artifactType: null, platform: null, ...more };
}

/** A signed image of one platform, in every way that signatures are found. */
export interface World {
  readonly index: Content;
  readonly image: Content;
  readonly config: Content;
  readonly layer: Content;
  readonly signature: Content;
  readonly referrer: Content;
  /** The index behind the fallback tag `sha256-<hex>`. */
  readonly fallback: Content;
  readonly blobs: readonly Content[];
  readonly manifests: readonly Content[];
}

/** Makes small content; `name` tells worlds apart. */
export function makeWorld(name = 'world'): World {
  const config = toContent(OCI_CONFIG, { os: 'linux', architecture: 'amd64', config: { Labels: { name } } });
  const layer = toContent('application/vnd.oci.image.layer.v1.tar', `layer of ${name}`);
  const empty = toContent('application/vnd.oci.empty.v1+json', '{}');
  const image = toManifest({ config, layers: [layer] });
  const platform = { os: 'linux', architecture: 'amd64' };
  const index = toContent(OCI_INDEX, { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [toWire(image, { platform })] });
  const signature = toManifest({ config: empty, layers: [layer] });
  const artifactType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
  const referrer = toManifest({ config: empty, layers: [layer], more: { artifactType, subject: toWire(index) } });
  const fallback = toContent(OCI_INDEX, { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [toWire(referrer)] });
  return { index, image, config, layer, signature, referrer, fallback, blobs: [config, layer, empty], manifests: [index, image, signature, referrer, fallback] };
}

interface ManifestParts {
  readonly config: Content;
  readonly layers: readonly Content[];
  readonly more?: object;
}

function toManifest({ config, layers, more = {} }: ManifestParts): Content {
  return toContent(OCI_MANIFEST, { schemaVersion: 2, mediaType: OCI_MANIFEST, config: toWire(config), layers: layers.map((layer) => toWire(layer)), ...more });
}

/** A descriptor as it stands in JSON. */
export function toWire({ mediaType, digest, bytes }: Content, more: object = {}): object {
  return { mediaType, digest, size: bytes.length, ...more };
}
