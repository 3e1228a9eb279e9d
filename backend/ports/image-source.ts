import type { Digest } from '../core/image/digest.ts';
import type { Platform } from '../core/image/platform.ts';
import type { Reference } from '../core/image/reference.ts';

/** How an engine names images: `classic` ids are config digests, `containerd` ids are index or manifest digests. */
export type ImageStoreKind = 'classic' | 'containerd' | 'layout';

/** An image that is on this machine. Nothing here is trusted: labels and names are what the image or the engine says. */
export interface LocalImage {
  readonly id: Digest;
  readonly store: ImageStoreKind;
  /** Parsed `RepoTags`. References that do not parse are dropped (`<none>`), and counted nowhere. */
  readonly tags: readonly Reference[];
  /** Parsed `RepoDigests`, each with `digest` set, without duplicates. */
  readonly digests: readonly Reference[];
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAt: string | null;
  readonly sizeBytes: number;
}

export interface EngineInfo {
  readonly name: string;
  readonly version: string;
  readonly store: ImageStoreKind;
  readonly endpoint: string;
}

/**
 * Images of this machine: the Docker engine, or a folder of OCI layouts.
 * Every call takes a signal and throws a PortError (`engine_*`, `image_not_found`, `layout_*`).
 */
export interface ImageSource {
  info(signal: AbortSignal): Promise<EngineInfo>;
  listImages(signal: AbortSignal): Promise<readonly LocalImage[]>;
  /** One image by reference or id; `image_not_found` where there is none. */
  findImage(reference: string, signal: AbortSignal): Promise<LocalImage>;
  /** The platform of an image (inspect). Immutable for a classic id. */
  platformOf(id: Digest, signal: AbortSignal): Promise<Platform>;
}
