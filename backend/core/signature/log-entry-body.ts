import { z } from 'zod';
import type { LogEntryKind, LoggedSignature } from './evidence.ts';
import { readLoggedKey } from './logged-key.ts';
import { readBase64, readJson } from './read-json.ts';
import { SignatureRefusal } from './refusal.ts';

const MALFORMED = 'log_entry_malformed';

const head = z.object({ kind: z.string(), apiVersion: z.string() });
const hash = z.object({ algorithm: z.string(), value: z.string().regex(/^[0-9a-f]{64}$/) });

/** https://github.com/sigstore/rekor, pkg/types/hashedrekord/v0.0.1 */
const hashedRekordV1 = z.object({
  spec: z.object({
    data: z.object({ hash }),
    signature: z.object({ content: z.string(), publicKey: z.object({ content: z.string() }) }),
  }),
});

/** https://github.com/sigstore/rekor, pkg/types/dsse/v0.0.1; cosign makes one signature. */
const dsseV1 = z.object({
  spec: z.object({
    payloadHash: hash,
    signatures: z.tuple([z.object({ signature: z.string(), verifier: z.string() })]),
  }),
});

const hashV2 = z.object({ algorithm: z.string(), digest: z.string() });
const signatureV2 = z.object({
  content: z.string(),
  verifier: z.object({ publicKey: z.object({ rawBytes: z.string() }).optional(), x509Certificate: z.unknown().optional() }),
});

/** https://github.com/sigstore/rekor-tiles, api/proto/rekor/v2 */
const hashedRekordV2 = z.object({ spec: z.object({ hashedRekordV002: z.object({ data: hashV2, signature: signatureV2 }) }) });
const dsseV2 = z.object({ spec: z.object({ dsseV002: z.object({ payloadHash: hashV2, signatures: z.tuple([signatureV2]) }) }) });

/**
 * Reads the body of a log entry, of one of the kinds that belong to the signature's format.
 * @throws SignatureRefusal `log_entry_kind_wrong`, `log_entry_malformed`, `signature_key_untrusted` for a certificate
 */
export function readLogEntryBody(body: Buffer, allowed: readonly LogEntryKind[]): LoggedSignature {
  const found = read(body, head);
  const entry = allowed.find(({ kind, version }) => kind === found.kind && version === found.apiVersion);
  if (entry === undefined) {
    throw new SignatureRefusal('log_entry_kind_wrong', `log entry of kind ${found.kind} ${found.apiVersion}`);
  }
  if (entry.version === '0.0.1') return { entry, ...(entry.kind === 'dsse' ? readDsseV1(body) : readHashedRekordV1(body)) };
  return { entry, ...(entry.kind === 'dsse' ? readDsseV2(body) : readHashedRekordV2(body)) };
}

type Logged = Omit<LoggedSignature, 'entry'>;

function readHashedRekordV1(body: Buffer): Logged {
  const { spec: { data, signature } } = read(body, hashedRekordV1);
  return toLoggedV1(data.hash, signature.content, signature.publicKey.content);
}

function readDsseV1(body: Buffer): Logged {
  const { spec: { payloadHash, signatures: [{ signature, verifier }] } } = read(body, dsseV1);
  return toLoggedV1(payloadHash, signature, verifier);
}

function toLoggedV1({ algorithm, value }: z.infer<typeof hash>, signature: string, key: string): Logged {
  assertAlgorithm(algorithm, 'sha256');
  return {
    contentHash: Buffer.from(value, 'hex'),
    signature: readBase64(signature, 'logged signature', MALFORMED),
    keyFingerprint: readLoggedKey({ pem: readBase64(key, 'logged key', MALFORMED) }),
  };
}

function readHashedRekordV2(body: Buffer): Logged {
  const { data, signature } = read(body, hashedRekordV2).spec.hashedRekordV002;
  return toLoggedV2(data, signature);
}

function readDsseV2(body: Buffer): Logged {
  const { payloadHash, signatures: [signature] } = read(body, dsseV2).spec.dsseV002;
  return toLoggedV2(payloadHash, signature);
}

function toLoggedV2({ algorithm, digest }: z.infer<typeof hashV2>, { content, verifier }: z.infer<typeof signatureV2>): Logged {
  assertAlgorithm(algorithm, 'SHA2_256');
  const key = verifier.publicKey;
  return {
    contentHash: readBase64(digest, 'logged hash', MALFORMED),
    signature: readBase64(content, 'logged signature', MALFORMED),
    keyFingerprint: readLoggedKey(key === undefined ? null : { der: readBase64(key.rawBytes, 'logged key', MALFORMED) }),
  };
}

function assertAlgorithm(found: string, wanted: string): void {
  if (found !== wanted) throw new SignatureRefusal('log_entry_kind_wrong', `log entry hashed with ${found}`);
}

function read<T>(body: Buffer, schema: z.ZodType<T>): T {
  return readJson(body, { schema, what: 'log entry body', malformed: MALFORMED });
}
