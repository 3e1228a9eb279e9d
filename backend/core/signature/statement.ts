import { z } from 'zod';
import { parseDigest } from '../image/digest.ts';
import type { SignedClaims } from './evidence.ts';
import { readJson } from './read-json.ts';
import { refuseAs, SignatureRefusal } from './refusal.ts';
import { readRevisionClaim } from './revision-claim.ts';
import { MAX_PAYLOAD_BYTES } from './simple-payload.ts';

export const STATEMENT_MEDIA_TYPE = 'application/vnd.in-toto+json';
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** The predicate of a plain image signature; any other is an attestation about the image, not a signature of it. */
export const SIGN_PREDICATE_TYPE = 'https://sigstore.dev/cosign/sign/v1';

/** in-toto Statement v1; exactly one subject, so that there is one answer to "what was signed". */
const statementSchema = z.object({
  _type: z.string(),
  predicateType: z.string(),
  subject: z.tuple([
    z.object({ digest: z.object({ sha256: z.string() }), annotations: z.record(z.string(), z.unknown()).nullish() }),
  ]),
});

/**
 * Reads what the signed bytes of a bundle say. They name no repository.
 * @throws SignatureRefusal `signature_payload_malformed`, `signature_payload_duplicate_key`, `signature_type_wrong`
 */
export function readStatement(payloadType: string, payload: Uint8Array): SignedClaims {
  assertType('payloadType', payloadType, STATEMENT_MEDIA_TYPE);
  if (payload.length > MAX_PAYLOAD_BYTES) {
    throw new SignatureRefusal('signature_payload_malformed', `payload of ${payload.length} bytes`);
  }
  const statement = readJson(payload, {
    schema: statementSchema,
    what: 'statement',
    malformed: 'signature_payload_malformed',
    duplicateKey: 'signature_payload_duplicate_key',
  });
  assertType('_type', statement._type, STATEMENT_TYPE);
  assertType('predicateType', statement.predicateType, SIGN_PREDICATE_TYPE);
  const [{ digest, annotations }] = statement.subject;
  return {
    digest: refuseAs('signature_payload_malformed', 'subject', () => parseDigest(`sha256:${digest.sha256}`)),
    repository: null,
    claim: readRevisionClaim(annotations),
  };
}

function assertType(what: string, found: string, wanted: string): void {
  if (found !== wanted) throw new SignatureRefusal('signature_type_wrong', `${what} is ${found}`);
}
