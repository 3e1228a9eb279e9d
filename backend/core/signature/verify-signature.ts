import type { Digest } from '../image/digest.ts';
import type { SignatureEvidence, SignedClaims, SignedContent } from './evidence.ts';
import { SignatureRefusal, toDetail } from './refusal.ts';
import type { SignatureFinding, SignatureMaterial } from './signature.ts';
import { readSigstoreBundle } from './sigstore-bundle.ts';
import { readSimplePayload } from './simple-payload.ts';
import { readSimpleSigning } from './simple-signing.ts';
import { readStatement } from './statement.ts';
import type { SignatureTrust, TrustedKey } from './trust.ts';
import { isSignedBy, verifyEvidence } from './verify-evidence.ts';

/** What the signatures are expected to be about: the image's digest, and that of an index that lists it. */
export interface SignatureSubject {
  readonly digests: readonly Digest[];
}

/** 9999-12-31T23:59:59Z: later times have no ISO 8601 form with four digits of year. */
const MAX_TIME_SECONDS = 253_402_300_799;

/**
 * Judges one signature. Whatever the outside data is, the answer is a finding: `valid` only when a trusted key signed
 * bytes that name one of the subject's digests, and a trusted log logged just that while the key was valid.
 * Signed by a candidate key alone it is undecided with `new_key`.
 */
export function verifySignature(material: SignatureMaterial, subject: SignatureSubject, trust: SignatureTrust): SignatureFinding {
  try {
    return judge(material, subject, trust);
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    return toFinding(error, material.location);
  }
}

function judge(material: SignatureMaterial, subject: SignatureSubject, trust: SignatureTrust): SignatureFinding {
  const evidence = material.format === 'bundle' ? readSigstoreBundle(material.bundle) : readSimpleSigning(material);
  // Before anything else: what a stranger signed contradicts nothing, whatever it says.
  const signers = findSigners(evidence, trust);
  const claims = readClaims(evidence.content);
  assertSubject(claims, subject);
  verifyEvidence(evidence, signers.keys[0], trust.material);
  const loggedAt = toLogTime(evidence);
  const key = chooseValidKey(signers.keys, loggedAt);
  return signers.accepted ? toValid(material, evidence, { claims, key, loggedAt }) : toNewKey(material.location, key);
}

function readClaims(content: SignedContent): SignedClaims {
  return content.kind === 'message' ? readSimplePayload(content.bytes) : readStatement(content.payloadType, content.payload);
}

/** A signature of another image that was copied to this one's place is genuine in every other respect. */
function assertSubject({ digest }: SignedClaims, { digests }: SignatureSubject): void {
  if (!digests.includes(digest)) throw new SignatureRefusal('signature_digest_differs', `signed for ${digest}`);
}

function toLogTime({ entry }: SignatureEvidence): string {
  if (entry.integratedTime > MAX_TIME_SECONDS) throw new SignatureRefusal('log_entry_malformed', 'log time out of range');
  return new Date(entry.integratedTime * 1000).toISOString();
}

interface Signers {
  /** The same key, once for each period that it is trusted for. */
  readonly keys: readonly [TrustedKey, ...TrustedKey[]];
  readonly accepted: boolean;
}

/** The keys that the log entry names: only under these may the signature verify. */
function findSigners(evidence: SignatureEvidence, trust: SignatureTrust): Signers {
  const { keyFingerprint } = evidence.entry.logged;
  const [key, ...rest] = trust.keys.filter(({ fingerprint }) => fingerprint === keyFingerprint);
  if (key !== undefined) return { keys: [key, ...rest], accepted: true };
  const [candidate, ...more] = trust.candidateKeys.filter(({ fingerprint }) => fingerprint === keyFingerprint);
  if (candidate !== undefined) return { keys: [candidate, ...more], accepted: false };
  throw trust.keys.some((trusted) => isSignedBy(evidence, trusted))
    ? new SignatureRefusal('log_entry_differs', `the log entry names key ${keyFingerprint}`)
    : new SignatureRefusal('signature_key_untrusted', `signed by key ${keyFingerprint}`);
}

function chooseValidKey(keys: readonly TrustedKey[], loggedAt: string): TrustedKey {
  const key = keys.find(({ validFrom, validUntil }) => (validFrom ?? loggedAt) <= loggedAt && loggedAt <= (validUntil ?? loggedAt));
  if (key === undefined) throw new SignatureRefusal('signature_key_expired', `logged ${loggedAt}, outside of the key's validity`);
  return key;
}

interface Proof {
  readonly claims: SignedClaims;
  readonly key: TrustedKey;
  readonly loggedAt: string;
}

function toValid({ format, location }: SignatureMaterial, { entry }: SignatureEvidence, { claims, key, loggedAt }: Proof): SignatureFinding {
  return {
    state: 'valid',
    format,
    location,
    digest: claims.digest,
    keyFingerprint: key.fingerprint,
    keyName: key.name,
    loggedAt,
    logIndex: entry.logIndex,
    repository: claims.repository,
    claim: claims.claim,
  };
}

function toNewKey(location: string, key: TrustedKey): SignatureFinding {
  return { state: 'undecided', location, code: 'new_key', detail: toDetail(key.name), keyFingerprint: key.fingerprint };
}

function toFinding({ code, message }: SignatureRefusal, location: string): SignatureFinding {
  const detail = toDetail(message);
  return code === 'signature_format_unsupported'
    ? { state: 'undecided', location, code, detail, keyFingerprint: null }
    : { state: 'rejected', location, code, detail };
}
