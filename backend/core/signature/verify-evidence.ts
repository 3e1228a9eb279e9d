import { createHash, verify } from 'node:crypto';
import type { Bundle, TransparencyLogEntry } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { HashAlgorithm } from '@sigstore/protobuf-specs';
import { toSignedEntity, VerificationError, Verifier, type TrustMaterial } from '@sigstore/verify';
import type { LogEntry, LogInclusionProof, SignatureEvidence, SignedContent } from './evidence.ts';
import { SignatureRefusal } from './refusal.ts';
import type { RejectionCode } from './signature-code.ts';
import type { TrustedKey } from './trust.ts';

/**
 * Proves with one key that it made the signature over the content, and that a trusted log holds it: sigstore-js does
 * the cryptography; before and after it stand the checks that it leaves to its callers.
 * @throws SignatureRefusal
 */
export function verifyEvidence(evidence: SignatureEvidence, key: TrustedKey, material: TrustMaterial): void {
  assertEntryMatches(evidence, key);
  const { entryTimestamp } = evidence.entry;
  // An inclusion proof proves no time, and a key is trusted at a time.
  if (entryTimestamp === null) throw new SignatureRefusal('signature_format_unsupported', 'log entry without a time that the log signed');
  assertLogTrusted(evidence.entry, material);
  verifyWithSigstore(toBundle(evidence, key, entryTimestamp), evidence.content, material);
  if (evidence.entry.proof !== null) assertCheckpointMatches(evidence.entry.proof);
}

/** Tells whether the key made the signature over the content, log apart. */
export function isSignedBy(evidence: SignatureEvidence, key: TrustedKey): boolean {
  return verify('sha256', toSignedBytes(evidence.content), key.publicKey, evidence.signature);
}

function assertEntryMatches(evidence: SignatureEvidence, key: TrustedKey): void {
  const { entry: { logged }, content, signature } = evidence;
  const bytes = logged.entry.kind === 'dsse' && content.kind === 'envelope' ? content.payload : toSignedBytes(content);
  if (logged.contentHash.equals(sha256(bytes)) && logged.signature.equals(signature)) return;
  throw isSignedBy(evidence, key)
    ? new SignatureRefusal('log_entry_differs', 'the log entry is about another signature')
    : new SignatureRefusal('signature_cryptography_invalid', 'the signature was not made over these bytes');
}

function assertLogTrusted({ logId, integratedTime }: LogEntry, { tlogs }: TrustMaterial): void {
  const time = new Date(integratedTime * 1000);
  const isTrusted = tlogs.some(({ logID, validFor }) => logID.equals(logId) && validFor.start <= time && time <= validFor.end);
  if (!isTrusted) throw new SignatureRefusal('log_untrusted', `log ${logId.toString('hex')}`);
}

function verifyWithSigstore(bundle: Bundle, content: SignedContent, material: TrustMaterial): void {
  const artifact = content.kind === 'message' ? content.bytes : undefined;
  try {
    new Verifier(material, { tlogThreshold: 1, timestampThreshold: 1 }).verify(toSignedEntity(bundle, artifact));
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    throw new SignatureRefusal(toRejectionCode(error), error.message, { cause: error });
  }
}

function toRejectionCode({ code }: VerificationError): RejectionCode {
  return code === 'SIGNATURE_ERROR' ? 'signature_cryptography_invalid' : 'log_entry_invalid';
}

/** The proof's own size and root say nothing to sigstore-js, which reads the checkpoint's: they must agree. */
function assertCheckpointMatches({ checkpoint, treeSize, rootHash }: LogInclusionProof): void {
  const [, size, root] = checkpoint.split('\n');
  if (size === treeSize && root === rootHash.toString('base64')) return;
  throw new SignatureRefusal('log_entry_invalid', 'the inclusion proof is about another checkpoint');
}

/** Built from what was read strictly, so that sigstore-js decodes nothing from outside itself. */
function toBundle({ content, signature, entry }: SignatureEvidence, key: TrustedKey, entryTimestamp: Buffer): Bundle {
  return {
    mediaType: '',
    content: toBundleContent(content, signature),
    verificationMaterial: {
      content: { $case: 'publicKey', publicKey: { hint: key.fingerprint } },
      tlogEntries: [toTransparencyLogEntry(entry, entryTimestamp)],
      timestampVerificationData: undefined,
    },
  };
}

function toBundleContent(content: SignedContent, signature: Buffer): Bundle['content'] {
  if (content.kind === 'message') {
    const messageDigest = { algorithm: HashAlgorithm.SHA2_256, digest: sha256(content.bytes) };
    return { $case: 'messageSignature', messageSignature: { messageDigest, signature } };
  }
  const { payload, payloadType } = content;
  return { $case: 'dsseEnvelope', dsseEnvelope: { payload, payloadType, signatures: [{ sig: signature, keyid: '' }] } };
}

function toTransparencyLogEntry(entry: LogEntry, entryTimestamp: Buffer): TransparencyLogEntry {
  return {
    logIndex: entry.logIndex,
    logId: { keyId: entry.logId },
    kindVersion: entry.logged.entry,
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp: entryTimestamp },
    inclusionProof: entry.proof === null ? undefined : toInclusionProof(entry.proof),
    canonicalizedBody: entry.body,
  };
}

function toInclusionProof({ checkpoint, hashes, ...proof }: LogInclusionProof): TransparencyLogEntry['inclusionProof'] {
  return { ...proof, hashes: [...hashes], checkpoint: { envelope: checkpoint } };
}

function toSignedBytes(content: SignedContent): Buffer {
  return content.kind === 'message' ? content.bytes : dsse.preAuthEncoding(content.payloadType, content.payload);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
