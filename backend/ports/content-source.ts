import type { Digest } from '../core/image/digest.ts';
import type { Descriptor, Manifest } from '../core/image/manifest.ts';
import type { Repository } from '../core/image/repository.ts';

/** A manifest whose bytes were hashed while they were read. */
export interface FetchedManifest {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly size: number;
  readonly manifest: Manifest;
}

/**
 * Content-addressed content: an OCI registry (with mirrors and authentication behind it) or an OCI image layout.
 * Throws PortError. `manifest_not_found` is only thrown when the answer counts: by upstream, or by a mirror
 * that is configured as authoritative; an outage is always another code.
 */
export interface ContentSource {
  /** Human-readable place of a repository's content, for evidence, e.g. `docker.io/mcp/signatures`. */
  fetchManifest(repository: Repository, reference: string, options: FetchOptions): Promise<FetchedManifest>;
  /** HEAD: does the repository have that digest? False only on a 404 that counts. */
  hasManifest(repository: Repository, digest: Digest, options: FetchOptions): Promise<boolean>;
  /** Blob bytes checked against the descriptor's digest and size while read; `content_too_large` above `maxBytes`. */
  fetchBlob(repository: Repository, descriptor: Descriptor, options: BlobOptions): Promise<Uint8Array>;
  /** Referrers API, else the fallback tag `sha256-<hex>`. Empty when both say that there are none. */
  listReferrers(repository: Repository, digest: Digest, options: FetchOptions): Promise<readonly Descriptor[]>;
}

export interface FetchOptions {
  readonly signal: AbortSignal;
}

export interface BlobOptions extends FetchOptions {
  readonly maxBytes: number;
}
