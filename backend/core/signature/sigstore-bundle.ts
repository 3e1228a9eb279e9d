import { z } from 'zod';
import type { LogEntry, LogEntryKind, LogInclusionProof, SignatureEvidence } from './evidence.ts';
import { readLogEntryBody } from './log-entry-body.ts';
import { readBase64, readJson } from './read-json.ts';
import { SignatureRefusal } from './refusal.ts';

export const MAX_BUNDLE_BYTES = 262_144;
export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** Rekor v1 keeps an envelope as `dsse`; Rekor v2 as `dsse` or as a `hashedrekord` of the bytes that were signed. */
const BUNDLE_ENTRY_KINDS: readonly LogEntryKind[] = [
  { kind: 'dsse', version: '0.0.1' },
  { kind: 'dsse', version: '0.0.2' },
  { kind: 'hashedrekord', version: '0.0.2' },
];

const MALFORMED = 'signature_malformed';
const ENTRY_MALFORMED = 'log_entry_malformed';

/** protobuf JSON writes 64-bit integers as decimal text; numbers are refused. */
const integer = z.string().regex(/^(?:0|[1-9][0-9]{0,15})$/).refine((text) => Number.isSafeInteger(Number(text)));

const inclusionProof = z.object({
  logIndex: integer,
  rootHash: z.string(),
  treeSize: integer,
  hashes: z.array(z.string()).max(64).default([]),
  checkpoint: z.object({ envelope: z.string() }),
});

const logEntry = z.object({
  logIndex: integer,
  logId: z.object({ keyId: z.string() }),
  kindVersion: z.object({ kind: z.string(), version: z.string() }),
  integratedTime: integer.default('0'),
  inclusionPromise: z.object({ signedEntryTimestamp: z.string() }).nullish(),
  inclusionProof,
  canonicalizedBody: z.string(),
});

/** Sigstore bundle v0.3 (sigstore_bundle.proto) with the one kind of content that `cosign sign` makes. */
const bundleSchema = z.object({
  mediaType: z.string(),
  verificationMaterial: z.object({
    publicKey: z.object({ hint: z.string().default('') }).optional(),
    certificate: z.unknown().optional(),
    x509CertificateChain: z.unknown().optional(),
    tlogEntries: z.array(z.unknown()).default([]),
  }),
  dsseEnvelope: z.object({
    payload: z.string(),
    payloadType: z.string(),
    signatures: z.tuple([z.object({ sig: z.string() })]),
  }).optional(),
  messageSignature: z.unknown().optional(),
});

type BundleContent = z.infer<typeof bundleSchema>;

/**
 * Reads a Sigstore bundle as `cosign sign` stores it in the new format. Nothing is proven by it.
 * @throws SignatureRefusal
 */
export function readSigstoreBundle(bytes: Uint8Array): SignatureEvidence {
  if (bytes.length > MAX_BUNDLE_BYTES) throw new SignatureRefusal(MALFORMED, `bundle of ${bytes.length} bytes`);
  const bundle = readJson(bytes, { schema: bundleSchema, what: 'bundle', malformed: MALFORMED });
  assertMediaType(bundle.mediaType);
  assertSignedWithKey(bundle);
  const { payloadType, ...envelope } = readEnvelope(bundle);
  const payload = readBase64(envelope.payload, 'payload', MALFORMED);
  const signature = readBase64(envelope.signatures[0].sig, 'signature', MALFORMED);
  return { content: { kind: 'envelope', payloadType, payload }, signature, entry: readLogEntry(bundle) };
}

function assertMediaType(mediaType: string): void {
  if (mediaType === BUNDLE_MEDIA_TYPE) return;
  const isOtherVersion = mediaType.startsWith('application/vnd.dev.sigstore.bundle');
  throw new SignatureRefusal(isOtherVersion ? 'signature_format_unsupported' : MALFORMED, `bundle of type ${mediaType}`);
}

function readEnvelope({ dsseEnvelope, messageSignature }: BundleContent): NonNullable<BundleContent['dsseEnvelope']> {
  if (dsseEnvelope !== undefined && messageSignature !== undefined) {
    throw new SignatureRefusal(MALFORMED, 'bundle with two contents');
  }
  if (dsseEnvelope === undefined) throw new SignatureRefusal('signature_type_wrong', 'bundle without a DSSE envelope');
  return dsseEnvelope;
}

function assertSignedWithKey({ verificationMaterial }: BundleContent): void {
  const { publicKey, certificate, x509CertificateChain } = verificationMaterial;
  if (certificate !== undefined || x509CertificateChain !== undefined) {
    throw new SignatureRefusal('signature_key_untrusted', 'signed with a certificate, not with a key');
  }
  if (publicKey === undefined) throw new SignatureRefusal(MALFORMED, 'bundle without a key hint');
}

function readLogEntry({ verificationMaterial }: BundleContent): LogEntry {
  const [first, second] = verificationMaterial.tlogEntries;
  if (first === undefined) throw new SignatureRefusal('log_entry_missing', 'no log entry');
  if (second !== undefined) throw new SignatureRefusal(ENTRY_MALFORMED, 'more than one log entry');
  const answer = logEntry.safeParse(first);
  if (!answer.success) throw new SignatureRefusal(ENTRY_MALFORMED, z.prettifyError(answer.error));
  return toLogEntry(answer.data);
}

function toLogEntry(entry: z.infer<typeof logEntry>): LogEntry {
  const body = readBase64(entry.canonicalizedBody, 'log entry body', ENTRY_MALFORMED);
  const logged = readLogEntryBody(body, BUNDLE_ENTRY_KINDS);
  if (logged.entry.kind !== entry.kindVersion.kind || logged.entry.version !== entry.kindVersion.version) {
    throw new SignatureRefusal('log_entry_kind_wrong', 'the log entry is of another kind than the bundle says');
  }
  const promise = entry.inclusionPromise?.signedEntryTimestamp;
  return {
    logIndex: entry.logIndex,
    integratedTime: Number(entry.integratedTime),
    logId: readBase64(entry.logId.keyId, 'log id', ENTRY_MALFORMED),
    body,
    logged,
    entryTimestamp: promise === undefined ? null : readBase64(promise, 'signedEntryTimestamp', ENTRY_MALFORMED),
    proof: toInclusionProof(entry.inclusionProof),
  };
}

function toInclusionProof(proof: z.infer<typeof inclusionProof>): LogInclusionProof {
  return {
    logIndex: proof.logIndex,
    treeSize: proof.treeSize,
    rootHash: readBase64(proof.rootHash, 'root hash', ENTRY_MALFORMED),
    hashes: proof.hashes.map((hash) => readBase64(hash, 'proof hash', ENTRY_MALFORMED)),
    checkpoint: proof.checkpoint.envelope,
  };
}
