import type { Digest } from './digest.ts';
import { MANIFEST_MEDIA_TYPES } from './media-types.ts';
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

/**
 * The manifests of an index that an engine could run: all but those of platform `unknown/unknown`, which is what
 * BuildKit gives its attestation manifests. The annotation `vnd.docker.reference.type=attestation-manifest` alone
 * doesn't take a manifest out: engines choose by platform, so it would hide a real platform's label.
 * An entry without a platform counts (the engine reads it from the config); its descriptor's platform is null.
 */
export function runnablePlatforms(index: IndexManifest): readonly Descriptor[] {
  return index.manifests.filter((entry) => MANIFEST_MEDIA_TYPES.includes(entry.mediaType) && !isUnknown(entry));
}

function isUnknown({ platform }: Descriptor): boolean {
  return platform !== null && platform.os === 'unknown' && platform.architecture === 'unknown';
}
