import { digestHex, type Digest } from '../../core/image/digest.ts';
import { formatRepository, isSameRepository, type Repository } from '../../core/image/repository.ts';

/** One of the places where cosign leaves signatures: the `.sig` tag or the referrers of the digest. */
export interface SignaturePlace {
  readonly repository: Repository;
  readonly kind: 'tag' | 'referrers';
}

/**
 * Places in the order in which they are asked: `.sig` in the signature repository first (where Docker's signatures are),
 * then the other three, because cosign 3 writes referrers and one signing path ignores COSIGN_REPOSITORY.
 */
export function signaturePlaces(image: Repository, signatures: Repository | null): readonly SignaturePlace[] {
  const repositories = signatures === null || isSameRepository(image, signatures) ? [image] : [signatures, image];
  const places = repositories.flatMap((repository): SignaturePlace[] => [
    { repository, kind: 'tag' },
    { repository, kind: 'referrers' },
  ]);
  return places;
}

/** The tag under which cosign 2 stores the signatures of a digest. */
export function signatureTag(digest: Digest): string {
  return `sha256-${digestHex(digest)}.sig`;
}

/** The place as a person reads it, e.g. `docker.io/mcp/signatures:sha256-….sig`. */
export function formatPlace(place: SignaturePlace, digest: Digest): string {
  const name = formatRepository(place.repository);
  return place.kind === 'tag' ? `${name}:${signatureTag(digest)}` : `${name} (referrers of ${digest})`;
}
