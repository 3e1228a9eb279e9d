import type { Digest } from '../core/image/digest.ts';
import { fileTar } from './file-tar.ts';
import { toContentBlob, toDescriptor, type ContentBlob } from './signing/content-blob.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar';
const ARCHITECTURES = ['amd64', 'arm64'];

export interface SampleImageRequest {
  /** Text of the one file in the image; makes its digest its own. */
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAt: string;
}

/** A whole image: an index for two architectures, with manifests, configs and a layer. */
export interface SampleImage {
  readonly index: ContentBlob;
  readonly blobs: readonly ContentBlob[];
}

/** Builds an image of one small file, for linux/amd64 and linux/arm64. */
export function toSampleImage({ text, labels, createdAt }: SampleImageRequest): SampleImage {
  const layer = toContentBlob(LAYER, fileTar('server.txt', text));
  const platforms = ARCHITECTURES.map((architecture) => {
    const config = toContentBlob(CONFIG, {
      created: createdAt,
      architecture,
      os: 'linux',
      config: { Labels: labels },
      rootfs: { type: 'layers', diff_ids: [layer.digest] },
    });
    const manifest = toContentBlob(MANIFEST, { schemaVersion: 2, mediaType: MANIFEST, config: toDescriptor(config), layers: [toDescriptor(layer)] });
    return { architecture, config, manifest };
  });
  const manifests = platforms.map(({ architecture, manifest }) => ({ ...toDescriptor(manifest), platform: { os: 'linux', architecture } }));
  const index = toContentBlob(INDEX, { schemaVersion: 2, mediaType: INDEX, manifests });
  return { index, blobs: [index, layer, ...platforms.flatMap(({ config, manifest }) => [config, manifest])] };
}

/** What a layout's `index.json` says of one entry. */
export interface LayoutName {
  readonly blob: ContentBlob;
  /** Full reference, e.g. `docker.io/mcp/signatures:sha256-….sig`; null for what is only found as a referrer. */
  readonly name: string | null;
}

/** The `index.json` of a layout, its entries named as containerd names them. */
export function toLayoutIndex(entries: readonly LayoutName[]): string {
  const manifests = entries.map(({ blob, name }) => ({
    ...toDescriptor(blob),
    ...(name === null ? {} : { annotations: { 'io.containerd.image.name': name, 'org.opencontainers.image.ref.name': name.slice(name.lastIndexOf(':') + 1) } }),
  }));
  return JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }, null, 2);
}

/** The hexadecimal part of a digest: the file name of a blob in a layout. */
export function blobName(digest: Digest): string {
  return digest.slice('sha256:'.length);
}
