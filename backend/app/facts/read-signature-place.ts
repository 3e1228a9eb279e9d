import type { Digest } from '../../core/image/digest.ts';
import type { Descriptor, ImageManifest } from '../../core/image/manifest.ts';
import type { SignatureGap, SignatureMaterial } from '../../core/signature/signature.ts';
import { MAX_BUNDLE_BYTES } from '../../core/signature/sigstore-bundle.ts';
import { MAX_PAYLOAD_BYTES } from '../../core/signature/simple-payload.ts';
import type { ContentSource } from '../../ports/content-source.ts';
import { isPortError, type PortError } from '../../ports/port-error.ts';
import { formatPlace, signatureTag, type SignaturePlace } from './signature-place.ts';

const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';
const BUNDLE = /^application\/vnd\.dev\.sigstore\.bundle(\.v0\.[0-9]+\+json|\+json;version=0\.[0-9]+)$/;
/** Referrers that say of themselves to be something else (an SBOM, say) are not fetched. cosign 3.1 leaves this one. */
const EMPTY_ARTIFACT = 'application/vnd.oci.empty.v1+json';
const MAX_REFERRERS = 100;

export interface PlaceReading {
  readonly materials: readonly SignatureMaterial[];
  /** What stands there and could not be read. */
  readonly gaps: readonly SignatureGap[];
}

export interface PlaceRequest {
  readonly place: SignaturePlace;
  readonly digest: Digest;
  readonly content: ContentSource;
  readonly signal: AbortSignal;
}

/** Reads all signatures of one place. A failed call is a gap, never an absence; only a 404 that counts is "nothing there". */
export async function readSignaturePlace(request: PlaceRequest): Promise<PlaceReading> {
  const location = formatPlace(request.place, request.digest);
  try {
    return request.place.kind === 'tag' ? await readTag(request, location) : await readReferrers(request, location);
  } catch (error) {
    if (!isPortError(error)) throw error;
    return error.code === 'manifest_not_found' ? { materials: [], gaps: [] } : { materials: [], gaps: [toGap(location, error)] };
  }
}

async function readTag(request: PlaceRequest, location: string): Promise<PlaceReading> {
  const { content, place, digest, signal } = request;
  const { manifest } = await content.fetchManifest(place.repository, signatureTag(digest), { signal });
  if (manifest.kind !== 'image') {
    return { materials: [], gaps: [{ location, code: 'manifest_malformed', detail: 'an index stands where the signature belongs' }] };
  }
  const layers = manifest.layers.filter((layer) => layer.mediaType === SIMPLE_SIGNING);
  return merge(await Promise.all(layers.map((layer) => readPayload(request, location, layer))));
}

async function readPayload(request: PlaceRequest, location: string, layer: Descriptor): Promise<PlaceReading> {
  return readBlob({ ...request, location, layer, maxBytes: MAX_PAYLOAD_BYTES }, (payload) => ({
    format: 'simplesigning',
    location,
    payload,
    annotations: layer.annotations,
  }));
}

async function readReferrers(request: PlaceRequest, location: string): Promise<PlaceReading> {
  const { content, place, digest, signal } = request;
  const referrers = (await content.listReferrers(place.repository, digest, { signal })).filter(mayBeSignature);
  const readings = await Promise.all(referrers.slice(0, MAX_REFERRERS).map((referrer) => readReferrer(request, location, referrer)));
  const left = referrers.length - MAX_REFERRERS;
  const overflow: SignatureGap[] = left > 0 ? [{ location, code: 'content_too_large', detail: `${left} more referrers` }] : [];
  return merge([...readings, { materials: [], gaps: overflow }]);
}

async function readReferrer(request: PlaceRequest, location: string, referrer: Descriptor): Promise<PlaceReading> {
  const { content, place, digest, signal } = request;
  try {
    const { manifest } = await content.fetchManifest(place.repository, referrer.digest, { signal });
    if (manifest.kind !== 'image' || manifest.subject?.digest !== digest) return { materials: [], gaps: [] };
    return merge(await Promise.all(bundleLayers(manifest).map((layer) =>
      readBlob({ ...request, location, layer, maxBytes: MAX_BUNDLE_BYTES }, (bundle) => ({ format: 'bundle', location, bundle })),
    )));
  } catch (error) {
    if (!isPortError(error)) throw error;
    return { materials: [], gaps: [toGap(location, error)] };
  }
}

function bundleLayers(manifest: ImageManifest): readonly Descriptor[] {
  return manifest.layers.filter((layer) => BUNDLE.test(layer.mediaType));
}

function mayBeSignature(referrer: Descriptor): boolean {
  return referrer.artifactType === null || referrer.artifactType === EMPTY_ARTIFACT || BUNDLE.test(referrer.artifactType);
}

interface BlobRequest extends PlaceRequest {
  readonly location: string;
  readonly layer: Descriptor;
  readonly maxBytes: number;
}

async function readBlob(request: BlobRequest, toMaterial: (bytes: Uint8Array) => SignatureMaterial): Promise<PlaceReading> {
  const { content, place, layer, maxBytes, signal, location } = request;
  try {
    return { materials: [toMaterial(await content.fetchBlob(place.repository, layer, { signal, maxBytes }))], gaps: [] };
  } catch (error) {
    if (!isPortError(error)) throw error;
    return { materials: [], gaps: [toGap(location, error)] };
  }
}

function merge(readings: readonly PlaceReading[]): PlaceReading {
  return { materials: readings.flatMap((reading) => reading.materials), gaps: readings.flatMap((reading) => reading.gaps) };
}

function toGap(location: string, error: PortError): SignatureGap {
  return { location, code: error.code, detail: error.message };
}
