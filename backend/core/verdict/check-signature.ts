import type { RejectionCode } from '../signature/signature-code.ts';
import type { SignatureSummary, ValidSignature } from '../signature/signature.ts';
import { failed, notApplicable, passed, unknown } from './check.ts';
import type { Facts } from './facts.ts';
import { isInSignedNamespace } from './signed-namespace.ts';
import type { Check } from './verdict.ts';

/** Did a trusted key sign this digest, and did the log see it? */
export function checkSignature(facts: Facts): Check {
  const { signature } = facts;
  switch (signature.state) {
    case 'verified':
      return checkSubject(facts, signature);
    case 'unsigned':
      return isInSignedNamespace(facts)
        ? failed('signature', 'unsigned_in_signed_namespace', { locations: signature.locations.join(', ') })
        : notApplicable('signature', 'not_a_signed_namespace', { locations: signature.locations.join(', ') });
    case 'invalid':
      return checkInvalid(facts, signature);
    case 'indeterminate':
      return unknown('signature', signature.code, { detail: signature.detail, 'key fingerprint': signature.newKeyFingerprint });
    case 'notCheckable':
      return unknown('signature', signature.code, {});
  }
}

/** The verifier was asked for this digest; that it answered for this one is asserted here once more, since all hangs on it. */
function checkSubject({ subject }: Facts, { signature, rejected }: Extract<SignatureSummary, { state: 'verified' }>): Check {
  const values = signatureValues(signature, rejected.length);
  if (subject.digest === null) return unknown('signature', 'digest_unknown', values);
  const isOverSubject = signature.digest === subject.digest || signature.digest === subject.signedIndex;
  return isOverSubject ? passed('signature', values) : failed('signature', 'signature_digest_differs', { ...values, digest: subject.digest });
}

/** What signatures and attestations of others look like: nothing in them claims to be by a trusted key. */
const FOREIGN: ReadonlySet<RejectionCode> = new Set(['signature_key_untrusted', 'signature_type_wrong', 'log_entry_missing']);

/**
 * Outside of the signed namespaces anybody may sign with a key of their own, with or without a log, or attach an
 * attestation: that says nothing about the trusted keys, so it contradicts nothing.
 */
function checkInvalid(facts: Facts, { code, rejected }: Extract<SignatureSummary, { state: 'invalid' }>): Check {
  const first = rejected.find((signature) => signature.code === code);
  const values = { location: first?.location ?? null, detail: first?.detail ?? null };
  const isForeign = FOREIGN.has(code) && rejected.every((signature) => FOREIGN.has(signature.code));
  if (isForeign && !isInSignedNamespace(facts)) return notApplicable('signature', 'signed_by_other_key', values);
  return failed('signature', code, values);
}

function signatureValues(signature: ValidSignature, rejectedCount: number): Record<string, string | null> {
  return {
    key: signature.keyName,
    'key fingerprint': signature.keyFingerprint,
    'logged at': signature.loggedAt,
    'log index': signature.logIndex,
    'signed digest': signature.digest,
    format: signature.format,
    location: signature.location,
    'rejected signatures': rejectedCount === 0 ? null : String(rejectedCount),
  };
}
