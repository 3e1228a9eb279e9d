import type { Digest } from '../../core/image/digest.ts';
import type { Repository } from '../../core/image/repository.ts';
import type { SignatureFinding, SignatureGap, SignatureSummary } from '../../core/signature/signature.ts';
import { summarizeSignatures } from '../../core/signature/summarize-signatures.ts';
import type { SignatureTrust } from '../../core/signature/trust.ts';
import { verifySignature } from '../../core/signature/verify-signature.ts';
import type { ContentSource } from '../../ports/content-source.ts';
import type { PlaceOrder } from './place-order.ts';
import { readSignaturePlace } from './read-signature-place.ts';
import { formatPlace, signaturePlaces } from './signature-place.ts';

export interface SignatureRequest {
  readonly digest: Digest;
  readonly image: Repository;
  /** The signature repository of a signed namespace; null looks beside the image only. */
  readonly signatures: Repository | null;
  readonly content: ContentSource;
  readonly trust: SignatureTrust;
  readonly order: PlaceOrder;
  readonly signal: AbortSignal;
}

/**
 * Looks for signatures of a digest in all places, and judges them. With `require: one` the search ends at the first
 * place that holds a valid one; with `all` every place is read.
 */
export async function collectSignatures(request: SignatureRequest): Promise<SignatureSummary> {
  const { digest, trust, content, signal } = request;
  const findings: SignatureFinding[] = [];
  const gaps: SignatureGap[] = [];
  const places = request.order.sort(signaturePlaces(request.image, request.signatures));
  for (const place of places) {
    const reading = await readSignaturePlace({ place, digest, content, signal });
    const found = reading.materials.map((material) => verifySignature(material, { digests: [digest] }, trust));
    findings.push(...found);
    gaps.push(...reading.gaps);
    if (!found.some((finding) => finding.state === 'valid')) continue;
    request.order.remember(place);
    if (trust.require === 'one') break;
  }
  const locations = places.map((place) => formatPlace(place, digest));
  return summarizeSignatures(findings, gaps, { require: trust.require, locations });
}
