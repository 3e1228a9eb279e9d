import type { GapCode } from '../gap-code.ts';

/** Why a signature is rejected (it contradicts) — it was read completely and is wrong. */
export type RejectionCode =
  | 'signature_malformed' // layer, annotation, base64 or JSON that is not what the format demands
  | 'signature_payload_malformed'
  | 'signature_payload_duplicate_key'
  | 'signature_type_wrong' // critical.type, payloadType or predicateType is not cosign's
  | 'signature_digest_differs' // names another image: transplanted
  | 'signature_cryptography_invalid'
  | 'signature_key_untrusted'
  | 'signature_key_expired' // logged outside of the key's validity
  | 'log_entry_missing'
  | 'log_entry_malformed'
  | 'log_entry_kind_wrong'
  | 'log_entry_differs' // entry is about another key, payload or signature
  | 'log_entry_invalid' // SET, inclusion proof or checkpoint does not verify
  | 'log_untrusted' // by a log that the trusted root does not name
  | 'signature_claims_conflict'; // two valid signatures claim different revisions

/** Why the signatures of an image could not be judged, or not be read. */
export type SignatureGapCode =
  | 'new_key' // verifies only under a key that was published but nobody accepted yet
  | 'signature_format_unsupported' // e.g. a Rekor v2 entry without a signed time
  | 'digest_unknown' // the image has no digest of its repository
  | GapCode;
