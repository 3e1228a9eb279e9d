import { CodedError } from '../coded-error.ts';

declare const digestBrand: unique symbol;

/** A content digest `sha256:<64 lower-case hex>` (OCI image spec, descriptor.md#digests). */
export type Digest = string & { readonly [digestBrand]: true };

const SHA256_DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Tells whether a text is exactly a sha256 digest in its canonical form. */
export function isDigest(text: string): text is Digest {
  return SHA256_DIGEST.test(text);
}

/**
 * Parses a digest in its canonical form; other algorithms and upper-case hex are refused.
 * @throws CodedError `digest_malformed`
 */
export function parseDigest(text: string): Digest {
  if (!isDigest(text)) {
    throw new CodedError('digest_malformed', 'A digest is "sha256:" and 64 lower-case hexadecimal digits.');
  }
  return text;
}

/** The hexadecimal part, as used in the tags `sha256-<hex>` and `sha256-<hex>.sig`. */
export function digestHex(digest: Digest): string {
  return digest.slice('sha256:'.length);
}
