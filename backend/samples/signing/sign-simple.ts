import { toContentBlob, toDescriptor, type ContentBlob } from './content-blob.ts';
import { signBytes } from './signing-key.ts';
import type { SigningRequest } from './signing-request.ts';
import { toHashedRekordBody, toSimpleAnnotations, toSimplePayload } from './simple-parts.ts';

export interface SimpleSigningRequest extends SigningRequest {
  /** The repository that the signed bytes name, e.g. `index.docker.io/mcp/fetch`. */
  readonly reference: string;
}

/** One layer of a `.sig` manifest. */
export interface SimpleSignature {
  readonly payload: Buffer;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Signs an image digest as cosign 2 does with a key. */
export function signSimple(request: SimpleSigningRequest): SimpleSignature {
  const payload = Buffer.from(JSON.stringify(toSimplePayload(request)));
  const signature = signBytes(payload, request.key);
  const entry = request.log.append(toHashedRekordBody(payload, signature, request.key), request.at);
  return { payload, annotations: toSimpleAnnotations(signature, entry, request.log.id) };
}

/** Manifest, config and layers that belong under the tag `sha256-<hex>.sig`; the manifest comes first. */
export function toSignatureContent(signatures: readonly SimpleSignature[]): readonly [ContentBlob, ...ContentBlob[]] {
  const layers = signatures.map(({ payload }) => toContentBlob('application/vnd.dev.cosign.simplesigning.v1+json', payload));
  const rootfs = { type: 'layers', diff_ids: layers.map(({ digest }) => digest) };
  const config = toContentBlob('application/vnd.oci.image.config.v1+json', { architecture: '', os: '', config: {}, rootfs });
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = toContentBlob(mediaType, {
    schemaVersion: 2,
    mediaType,
    config: toDescriptor(config),
    layers: layers.map((layer, index) => ({ ...toDescriptor(layer), annotations: signatures[index]?.annotations })),
  });
  return [manifest, config, ...layers];
}
