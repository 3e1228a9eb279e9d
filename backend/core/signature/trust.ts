import type { KeyObject } from 'node:crypto';
import type { TrustMaterial } from '@sigstore/verify';

/** A public key that signatures may be made with, and when (compared with the log's time). */
export interface TrustedKey {
  readonly name: string;
  /** base64 of the SHA-256 of the SubjectPublicKeyInfo. */
  readonly fingerprint: string;
  readonly publicKey: KeyObject;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** What a signature is judged against. Built once, used for every image. */
export interface SignatureTrust {
  readonly keys: readonly TrustedKey[];
  /** Published, but accepted by nobody yet: a signature under these alone is `new_key`. */
  readonly candidateKeys: readonly TrustedKey[];
  readonly material: TrustMaterial;
  readonly require: 'one' | 'all';
  /** Changes whenever keys, trusted root, requirement or verifier change: part of every cache key. */
  readonly fingerprint: string;
}
