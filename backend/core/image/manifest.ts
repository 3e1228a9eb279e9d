import type { Digest } from './digest.ts';
import type { Platform } from './platform.ts';

/** An OCI content descriptor, narrowed to what is used here. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly annotations: Readonly<Record<string, string>>;
  readonly artifactType: string | null;
  readonly platform: Platform | null;
}

/** An image index or Docker manifest list. */
export interface IndexManifest {
  readonly kind: 'index';
  readonly manifests: readonly Descriptor[];
}

/** An image manifest or an artifact in manifest form (cosign signatures, Sigstore bundles). */
export interface ImageManifest {
  readonly kind: 'image';
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly artifactType: string | null;
  readonly subject: Descriptor | null;
  readonly annotations: Readonly<Record<string, string>>;
}

export type Manifest = IndexManifest | ImageManifest;
