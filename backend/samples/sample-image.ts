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
