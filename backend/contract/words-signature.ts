import type { Code } from './codes.ts';
import type { CodeWords } from './code-words.ts';

const NOT_INTACT = 'Do not run this image. Pull it again from its publisher; if that changes nothing, report it to the publisher.';

/** Signatures that were read completely and are wrong. */
export const SIGNATURE_WORDS = {
  signature_malformed: {
    title: 'Signature malformed',
    message: 'What stands in the place of the signature is not in the form of one[: {detail}].',
    hint: NOT_INTACT,
  },
  signature_payload_malformed: {
    title: 'Signed text malformed',
    message: 'The signed text is not in the form that cosign signs[: {detail}].',
    hint: NOT_INTACT,
  },
  signature_payload_duplicate_key: {
    title: 'Signed text ambiguous',
    message: 'The signed text has a key twice, so that two readers could read two different images[: {detail}].',
    hint: NOT_INTACT,
  },
  signature_type_wrong: {
    title: 'Not an image signature',
    message: 'What was signed is not a statement about an image[: {detail}].',
    hint: NOT_INTACT,
  },
  signature_digest_differs: {
    title: 'Signature of another image',
    message: 'The signature was made for other content than this image: it was copied here[: {detail}].',
    hint: NOT_INTACT,
  },
  signature_cryptography_invalid: {
    title: 'Signature invalid',
    message: 'The signature does not fit the signed text and the key[: {detail}].',
    hint: NOT_INTACT,
  },
  signature_key_untrusted: {
    title: 'Signed by an unknown key',
    message: 'The signature was made with a key that is not among the trusted ones[: {detail}].',
    hint: 'Do not run this image unless you know the key. If you do, compare its fingerprint with the publisher and add it to the trusted keys.',
  },
  signature_key_expired: {
    title: 'Key not valid at that time',
    message: 'The signature was logged at a time at which its key was not valid[: {detail}].',
    hint: 'Pull a newer image. If the key is yours, correct the dates of its validity.',
  },
  log_entry_missing: {
    title: 'Not in the log',
    message: 'The signature comes without an entry of the transparency log, so nobody can tell when it was made[: {detail}].',
    hint: 'Pull a newer image, or ask the publisher to sign with the transparency log.',
  },
  log_entry_malformed: {
    title: 'Log entry malformed',
    message: 'The entry of the transparency log cannot be read[: {detail}].',
    hint: NOT_INTACT,
  },
  log_entry_kind_wrong: {
    title: 'Log entry of another kind',
    message: 'The entry of the transparency log is not of a kind that image signatures have[: {detail}].',
    hint: NOT_INTACT,
  },
  log_entry_differs: {
    title: 'Log entry of another signature',
    message: 'The entry of the transparency log is about another key, text or signature[: {detail}].',
    hint: NOT_INTACT,
  },
  log_entry_invalid: {
    title: 'Log entry not proven',
    message: 'The proof that the transparency log took the entry does not hold[: {detail}].',
    hint: NOT_INTACT,
  },
  log_untrusted: {
    title: 'Unknown log',
    message: 'The signature was logged by a log that the trusted root does not name[: {detail}].',
    hint: 'If your organisation runs its own log, configure its trusted root (signatures.trustedRoot). Otherwise do not run this image.',
  },
  signature_claims_conflict: {
    title: 'Signatures contradict each other',
    message: 'Two valid signatures of this image claim different revisions[: {detail}].',
    hint: 'Do not run this image. Ask the publisher which commit it was built from.',
  },
} as const satisfies Partial<Record<Code, CodeWords>>;
