import { z } from 'zod';
import { parseDigest } from '../image/digest.ts';
import { parseReference } from '../image/reference.ts';
import type { SignedClaims } from './evidence.ts';
import { readJson } from './read-json.ts';
import { refuseAs, SignatureRefusal } from './refusal.ts';
import { readRevisionClaim } from './revision-claim.ts';

export const MAX_PAYLOAD_BYTES = 65_536;

const PAYLOAD_TYPE = 'cosign container image signature';

/** Simple signing (containers-signature(5)) as cosign writes it. Unknown members are refused, as that format demands. */
const payloadSchema = z.strictObject({
  critical: z.strictObject({
    identity: z.strictObject({ 'docker-reference': z.string() }),
    image: z.strictObject({ 'docker-manifest-digest': z.string() }),
    type: z.string(),
  }),
  optional: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Reads what the signed bytes of a `.sig` signature say.
 * @throws SignatureRefusal `signature_payload_malformed`, `signature_payload_duplicate_key`, `signature_type_wrong`
 */
export function readSimplePayload(bytes: Uint8Array): SignedClaims {
  if (bytes.length > MAX_PAYLOAD_BYTES) {
    throw new SignatureRefusal('signature_payload_malformed', `payload of ${bytes.length} bytes`);
  }
  const { critical, optional } = readJson(bytes, {
    schema: payloadSchema,
    what: 'payload',
    malformed: 'signature_payload_malformed',
    duplicateKey: 'signature_payload_duplicate_key',
  });
  if (critical.type !== PAYLOAD_TYPE) throw new SignatureRefusal('signature_type_wrong', `critical.type is ${critical.type}`);
  const digest = critical.image['docker-manifest-digest'];
  const reference = critical.identity['docker-reference'];
  return {
    digest: refuseAs('signature_payload_malformed', 'docker-manifest-digest', () => parseDigest(digest)),
    repository: refuseAs('signature_payload_malformed', 'docker-reference', () => parseReference(reference).repository),
    claim: readRevisionClaim(optional),
  };
}
