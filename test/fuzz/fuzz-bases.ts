import type { SignatureMaterial } from '../../backend/core/signature/signature.ts';
import { toReferrerContent } from '../../backend/samples/signing/sign-bundle.ts';
import { toSignatureContent, type SimpleSignature, type SimpleSigningRequest } from '../../backend/samples/signing/sign-simple.ts';
import { bundle, bundleMaterial, digest, keys, otherDigest, simple, simpleMaterial, strangeLog } from '../core/signature/support/signed-world.ts';

/** What inputs are made from: genuine signatures of the image, and everything an attacker may have at hand. */
const REQUESTS: readonly Partial<SimpleSigningRequest>[] = [
  {},
  { claims: null },
  { reference: 'docker.io/mcp/other', at: new Date('2026-06-01T00:00:00Z') },
  { digest: otherDigest },
  { digest: otherDigest, reference: 'mcp/other', claims: { 'org.opencontainers.image.revision': 'f'.repeat(40) } },
  { key: keys.stranger },
  { key: keys.retired },
  { key: keys.candidate },
  { log: strangeLog },
];

export const simpleSignatures: readonly SimpleSignature[] = REQUESTS.map((request) => simple(request));
export const bundles: readonly Buffer[] = REQUESTS.map((request) => bundle(request));

/** The genuine materials over the image's digest: all that may ever be valid. */
export const genuineMaterials: readonly SignatureMaterial[] = [...simpleSignatures.map(simpleMaterial), ...bundles.map(bundleMaterial)];

/** Manifests of `.sig` tags (one and many layers) and of referrers, with the blobs that a registry would serve for them. */
const subject = { mediaType: 'application/vnd.oci.image.index.v1+json', digest, size: 491 };
const contents = [
  ...simpleSignatures.map((signature) => toSignatureContent([signature])),
  toSignatureContent(simpleSignatures),
  ...bundles.map((bytes) => toReferrerContent(bytes, subject)),
];
export const manifests: readonly Buffer[] = contents.map(([manifest]) => manifest.bytes);
export const blobs: ReadonlyMap<string, Buffer> = new Map(contents.flat().map(({ digest: key, bytes }) => [key, bytes]));
