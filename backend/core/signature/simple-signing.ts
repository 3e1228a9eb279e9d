import type { SignatureEvidence } from './evidence.ts';
import { readLogBundle } from './log-bundle.ts';
import { readBase64 } from './read-json.ts';
import { SignatureRefusal } from './refusal.ts';
import type { SignatureMaterial } from './signature.ts';

/** Annotations of a `.sig` layer: cosign, specs/SIGNATURE_SPEC.md. */
export const SIGNATURE_ANNOTATION = 'dev.cosignproject.cosign/signature';
export const LOG_BUNDLE_ANNOTATION = 'dev.sigstore.cosign/bundle';
const CERTIFICATE_ANNOTATION = 'dev.sigstore.cosign/certificate';

type SimpleSigningMaterial = Extract<SignatureMaterial, { format: 'simplesigning' }>;

/**
 * Reads a cosign signature of the `.sig` format. Nothing is proven by it.
 * @throws SignatureRefusal
 */
export function readSimpleSigning({ payload, annotations }: SimpleSigningMaterial): SignatureEvidence {
  if (annotations[CERTIFICATE_ANNOTATION] !== undefined) {
    throw new SignatureRefusal('signature_key_untrusted', 'signed with a certificate, not with a key');
  }
  const signature = readBase64(annotations[SIGNATURE_ANNOTATION] ?? '', 'signature', 'signature_malformed');
  const entry = readLogBundle(annotations[LOG_BUNDLE_ANNOTATION]);
  return { content: { kind: 'message', bytes: Buffer.from(payload) }, signature, entry };
}
