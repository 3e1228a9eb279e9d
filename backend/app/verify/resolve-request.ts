import type { Platform } from '../../core/image/platform.ts';
import type { Reference } from '../../core/image/reference.ts';

/** What a person asks to be verified. */
export interface ResolveRequest {
  /** `[registry/]name[:tag][@digest]`, an image id, or `oci:DIR`. */
  readonly text: string;
  readonly platform: Platform | null;
  /** What an OCI layout is verified as; null takes the names that it gives. */
  readonly as: Reference | null;
  readonly signal: AbortSignal;
}
