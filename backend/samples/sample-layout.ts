import type { Digest } from '../core/image/digest.ts';
import { toDescriptor, type ContentBlob } from './signing/content-blob.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';

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
