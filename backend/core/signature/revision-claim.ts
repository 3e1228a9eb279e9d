import { SignatureRefusal } from './refusal.ts';

/** OCI image spec, annotations.md: also the name of the claim that Docker signs (`cosign sign -a`). */
const REVISION_ANNOTATION = 'org.opencontainers.image.revision';

/**
 * The signed revision among signed annotations; null where there is none.
 * @throws SignatureRefusal `signature_payload_malformed` when it is not a text
 */
export function readRevisionClaim(annotations: Readonly<Record<string, unknown>> | null | undefined): string | null {
  const claim = annotations?.[REVISION_ANNOTATION];
  if (claim === undefined) return null;
  if (typeof claim !== 'string') {
    throw new SignatureRefusal('signature_payload_malformed', `${REVISION_ANNOTATION} is not a text`);
  }
  return claim;
}
