import type { Digest } from '../image/digest.ts';
import type { Repository } from '../image/repository.ts';
import type { RejectionCode, SignatureGapCode } from './signature-code.ts';

/** One signature as it was read from a registry or a layout, not yet judged. */
export type SignatureMaterial =
  | {
      readonly format: 'simplesigning';
      readonly location: string;
      readonly payload: Uint8Array;
      readonly annotations: Readonly<Record<string, string>>;
    }
  | { readonly format: 'bundle'; readonly location: string; readonly bundle: Uint8Array };

/** A signature that a trusted key made over the digest, with its log entry. */
export interface ValidSignature {
  readonly state: 'valid';
  readonly format: SignatureMaterial['format'];
  readonly location: string;
  readonly digest: Digest;
  /** base64 of the SHA-256 of the key's SubjectPublicKeyInfo. */
  readonly keyFingerprint: string;
  readonly keyName: string;
  /** The log's integrated time, ISO 8601 UTC. */
  readonly loggedAt: string;
  readonly logIndex: string;
  /** The repository that the signed bytes name; null where the format carries none. */
  readonly repository: Repository | null;
  /** The signed claim `org.opencontainers.image.revision`, as it stands; null where absent. */
  readonly claim: string | null;
}

export interface RejectedSignature {
  readonly state: 'rejected';
  readonly location: string;
  readonly code: RejectionCode;
  /** What was found, for the evidence view; text from outside, cut to 200 characters. */
  readonly detail: string;
}

export interface UndecidedSignature {
  readonly state: 'undecided';
  readonly location: string;
  readonly code: SignatureGapCode;
  readonly detail: string;
  /** With `new_key`: the fingerprint of the key that nobody accepted yet. */
  readonly keyFingerprint: string | null;
}

export type SignatureFinding = ValidSignature | RejectedSignature | UndecidedSignature;

/** A place where signatures were looked for and could not be read to the end. */
export interface SignatureGap {
  readonly location: string;
  readonly code: SignatureGapCode;
  readonly detail: string;
}

/** All that is known about the signatures of one digest. */
export type SignatureSummary =
  | { readonly state: 'verified'; readonly signature: ValidSignature; readonly others: readonly ValidSignature[]; readonly rejected: readonly RejectedSignature[] }
  | { readonly state: 'unsigned'; readonly locations: readonly string[] }
  | { readonly state: 'invalid'; readonly code: RejectionCode; readonly rejected: readonly RejectedSignature[] }
  | { readonly state: 'indeterminate'; readonly code: SignatureGapCode; readonly detail: string; readonly rejected: readonly RejectedSignature[]; readonly newKeyFingerprint: string | null }
  | { readonly state: 'notCheckable'; readonly code: SignatureGapCode };
