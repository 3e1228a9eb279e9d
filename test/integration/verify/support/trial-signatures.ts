import { digestHex, parseDigest, type Digest } from '../../../../backend/core/image/digest.ts';
import { LOG_BUNDLE_ANNOTATION, SIGNATURE_ANNOTATION } from '../../../../backend/core/signature/simple-signing.ts';
import { SampleLog } from '../../../../backend/samples/signing/sample-log.ts';
import { toReferrerContent, signBundle } from '../../../../backend/samples/signing/sign-bundle.ts';
import { signSimple, toSignatureContent, type SimpleSignature, type SimpleSigningRequest } from '../../../../backend/samples/signing/sign-simple.ts';
import { generateSigningKey, signBytes } from '../../../../backend/samples/signing/signing-key.ts';
import { toHashedRekordBody, toSimpleAnnotations, toSimplePayload } from '../../../../backend/samples/signing/simple-parts.ts';
import { editEncoded, editJson, type Edit } from '../../../core/signature/support/json-edits.ts';
import { pushBlob, pushBytes, pushIndex, type Descriptor, type PushTarget } from '../../support/registry-images.ts';

export const REVISION_LABEL = 'org.opencontainers.image.revision';
const DAY = 24 * 60 * 60 * 1000;
const OTHER_DIGEST = parseDigest(`sha256:${'0'.repeat(64)}`);

/** Who signs in a trial, and who would like to. */
export interface Signer {
  readonly trusted: ReturnType<typeof generateSigningKey>;
  readonly announced: ReturnType<typeof generateSigningKey>;
  readonly stranger: ReturnType<typeof generateSigningKey>;
  readonly log: SampleLog;
  /** Has the same name, and a key that no trusted root knows. */
  readonly strangeLog: SampleLog;
}

export function makeSigner(): Signer {
  const options = { origin: 'log.test', validFrom: '2020-01-01T00:00:00.000Z' };
  return {
    trusted: generateSigningKey(), announced: generateSigningKey(), stranger: generateSigningKey(),
    log: new SampleLog(options), strangeLog: new SampleLog(options),
  };
}

/** The image that is to be signed. */
export interface PushedImage {
  readonly repository: string;
  readonly descriptor: Descriptor;
  /** Its revision label. */
  readonly label: string | null;
}

/** What is left at the registry for an image: layers of its `.sig` manifest, and bundles among its referrers. */
export interface Signatures {
  readonly simple?: readonly SimpleSignature[];
  readonly bundles?: readonly Buffer[];
}

export type Sign = (image: PushedImage, signer: Signer) => Signatures;

type Change = Partial<SimpleSigningRequest> & { readonly claim?: string | null; readonly daysAgo?: number };

function toRequest({ repository, descriptor, label }: PushedImage, { trusted, log }: Signer, change: Change): SimpleSigningRequest {
  const { claim = label, daysAgo = 10, ...rest } = change;
  return {
    digest: parseDigest(descriptor.digest),
    claims: claim === null ? null : { [REVISION_LABEL]: claim },
    reference: `index.docker.io/${repository}`,
    key: trusted,
    log,
    at: new Date(Date.now() - daysAgo * DAY),
    ...rest,
  };
}

export const unsigned: Sign = () => ({});

/** As cosign 2 signs, with what is to be different. */
export function simple(change: (signer: Signer) => Change = () => ({})): Sign {
  return (image, signer) => ({ simple: [signSimple(toRequest(image, signer, change(signer)))] });
}

/** As cosign 3 signs. */
export function bundle(edits: readonly Edit[] = []): Sign {
  return (image, signer) => ({ bundles: [Buffer.from(editJson(signBundle(toRequest(image, signer, {})).toString(), edits))] });
}

/** An honest signature whose payload is changed before it is signed. */
export function payload(change: (text: string) => string): Sign {
  return (image, signer) => {
    const request = toRequest(image, signer, {});
    const bytes = Buffer.from(change(JSON.stringify(toSimplePayload(request))));
    const signature = signBytes(bytes, request.key);
    const entry = request.log.append(toHashedRekordBody(bytes, signature, request.key), request.at);
    return { simple: [{ payload: bytes, annotations: toSimpleAnnotations(signature, entry, request.log.id) }] };
  };
}

/** An honest signature whose log entry is changed afterwards. */
export function logEntry(edits: readonly Edit[]): Sign {
  return annotated((annotations) => ({ ...annotations, [LOG_BUNDLE_ANNOTATION]: editJson(annotations[LOG_BUNDLE_ANNOTATION] ?? '', edits) }));
}

export const otherKindOfEntry = logEntry([['Payload|body', (body: string) => editEncoded(body, [['kind', 'rekord']])]]);
export const laterEntry = logEntry([['Payload|integratedTime', (time: number) => time + 1]]);
export const withoutEntry = annotated(({ [SIGNATURE_ANNOTATION]: signature = '' }) => ({ [SIGNATURE_ANNOTATION]: signature }));
export const brokenEntry = annotated((annotations) => ({ ...annotations, [LOG_BUNDLE_ANNOTATION]: '{' }));
export const brokenSignature = annotated((annotations) => ({ ...annotations, [SIGNATURE_ANNOTATION]: 'not base64!' }));
export const transplanted = simple(() => ({ digest: OTHER_DIGEST }));

function annotated(change: (annotations: SimpleSignature['annotations']) => SimpleSignature['annotations']): Sign {
  return (image, signer) => {
    const { payload: bytes, annotations } = signSimple(toRequest(image, signer, {}));
    return { simple: [{ payload: bytes, annotations: change(annotations) }] };
  };
}

/** An annotation that was copied from another signature of the same key. */
function fromAnother(annotation: string): Sign {
  return (image, signer) => {
    const own = signSimple(toRequest(image, signer, {}));
    const another = signSimple(toRequest(image, signer, { digest: OTHER_DIGEST }));
    return { simple: [{ ...own, annotations: { ...own.annotations, [annotation]: another.annotations[annotation] ?? '' } }] };
  };
}

export const signatureOfAnother = fromAnother(SIGNATURE_ANNOTATION);
export const entryOfAnother = fromAnother(LOG_BUNDLE_ANNOTATION);

/** All that these leave, together. */
export function both(...signs: readonly Sign[]): Sign {
  return (image, signer) => {
    const all = signs.map((sign) => sign(image, signer));
    return { simple: all.flatMap(({ simple: layers = [] }) => layers), bundles: all.flatMap(({ bundles = [] }) => bundles) };
  };
}

/** Leaves signatures where cosign does: the `.sig` tag, and referrers under the fallback tag (this registry lacks the API). */
export async function pushSignatures(target: PushTarget, { descriptor }: PushedImage, { simple: layers = [], bundles = [] }: Signatures): Promise<void> {
  const hex = digestHex(parseDigest(descriptor.digest));
  if (layers.length > 0) await pushContent(target, toSignatureContent(layers), `sha256-${hex}.sig`);
  if (bundles.length === 0) return;
  const subject = { mediaType: descriptor.mediaType, digest: parseDigest(descriptor.digest), size: descriptor.size };
  const referrers = await Promise.all(bundles.map((bytes) => pushContent(target, toReferrerContent(bytes, subject))));
  await pushIndex(target, referrers, `sha256-${hex}`);
}

type Content = readonly [manifest: Blob, ...rest: readonly Blob[]];
interface Blob {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly bytes: Buffer;
}

async function pushContent(target: PushTarget, [manifest, ...blobs]: Content, tag?: string): Promise<Descriptor> {
  for (const { mediaType, bytes } of blobs) await pushBlob(target, mediaType, bytes);
  return pushBytes(target, { mediaType: manifest.mediaType, body: manifest.bytes, tag });
}
