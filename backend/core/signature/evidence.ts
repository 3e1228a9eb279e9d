import type { Digest } from '../image/digest.ts';
import type { Repository } from '../image/repository.ts';

/** What the signature was made over. */
export type SignedContent =
  | { readonly kind: 'message'; readonly bytes: Buffer }
  | { readonly kind: 'envelope'; readonly payloadType: string; readonly payload: Buffer };

/** What the signed bytes say. */
export interface SignedClaims {
  readonly digest: Digest;
  /** Null where the format carries none. */
  readonly repository: Repository | null;
  /** The annotation `org.opencontainers.image.revision`, as it stands. */
  readonly claim: string | null;
}

/** Proof that the log holds the entry (RFC 6962), with a checkpoint that the log signed. Integers in decimal. */
export interface LogInclusionProof {
  readonly logIndex: string;
  readonly treeSize: string;
  readonly rootHash: Buffer;
  readonly hashes: readonly Buffer[];
  readonly checkpoint: string;
}

/** The kinds of log entry that cosign makes: `hashedrekord` is about any signed bytes, `dsse` about an envelope. */
export interface LogEntryKind {
  readonly kind: 'hashedrekord' | 'dsse';
  /** 0.0.1 in Rekor v1, 0.0.2 in Rekor v2. */
  readonly version: '0.0.1' | '0.0.2';
}

/** The signature that a log entry is about. */
export interface LoggedSignature {
  readonly entry: LogEntryKind;
  /** SHA-256 of the signed bytes (`hashedrekord`), or of the envelope's payload (`dsse`). */
  readonly contentHash: Buffer;
  readonly signature: Buffer;
  /** Fingerprint of the key that the entry names. */
  readonly keyFingerprint: string;
}

/** A transparency log entry as it stands beside a signature. */
export interface LogEntry {
  /** Decimal, a safe integer. */
  readonly logIndex: string;
  /** Seconds since the epoch, a safe integer. */
  readonly integratedTime: number;
  readonly logId: Buffer;
  /** The canonical JSON that the log stored. */
  readonly body: Buffer;
  /** What the body says. */
  readonly logged: LoggedSignature;
  /** The log's signature over body, time, index and log id, without which the time is not signed; Rekor v2 has none. */
  readonly entryTimestamp: Buffer | null;
  readonly proof: LogInclusionProof | null;
}

/** One signature, read and narrowed, nothing of it proven yet. */
export interface SignatureEvidence {
  readonly content: SignedContent;
  readonly signature: Buffer;
  readonly entry: LogEntry;
}
