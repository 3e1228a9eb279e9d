import { createHash } from 'node:crypto';
import { toSampleImage, type SampleImage } from '../../../backend/samples/sample-image.ts';
import { toDescriptor, type ContentBlob } from '../../../backend/samples/signing/content-blob.ts';
import { SampleLog } from '../../../backend/samples/signing/sample-log.ts';
import { signBundle, toReferrerContent } from '../../../backend/samples/signing/sign-bundle.ts';
import { signSimple, toSignatureContent } from '../../../backend/samples/signing/sign-simple.ts';
import { generateSigningKey, type SigningKey } from '../../../backend/samples/signing/signing-key.ts';
import { RUN_LABEL } from '../../integration/support/test-engine.ts';

const REVISION = 'org.opencontainers.image.revision';
const DAY = 24 * 60 * 60 * 1000;
/** After the last pin of the generated registry. */
const SIGNED_AT = new Date(Date.now() - DAY);

/** One image with a signature in each format. Its repository on Docker Hub would be `mcp/<server>`. */
export interface SignedImage {
  readonly server: string;
  readonly image: SampleImage;
  /** Manifest first. */
  readonly simple: readonly [ContentBlob, ...ContentBlob[]];
  readonly bundle: readonly [ContentBlob, ...ContentBlob[]];
}

export interface SignedImages {
  readonly images: readonly SignedImage[];
  readonly key: SigningKey;
  readonly logKey: SigningKey;
  readonly trustedRoot: string;
}

/** Makes images for two architectures, as Docker's are; all share one layer. Each is signed, log entry included. */
export function makeSignedImages(count: number, runId: string): SignedImages {
  const [key, logKey] = [generateSigningKey(), generateSigningKey()];
  const log = new SampleLog({ origin: 'log.bench.example', validFrom: '2020-01-01T00:00:00.000Z', key: logKey });
  const images = Array.from({ length: count }, (_, index): SignedImage => {
    const server = serverName(index);
    const revision = pinOf(server, LAST_PIN);
    const image = toSampleImage({ text: 'bench\n', labels: { [REVISION]: revision, [RUN_LABEL]: runId, server }, createdAt: '2026-01-01T00:00:00Z' });
    const request = { digest: image.index.digest, claims: { [REVISION]: revision }, key, log, at: SIGNED_AT };
    return {
      server,
      image,
      simple: toSignatureContent([signSimple({ ...request, reference: `index.docker.io/mcp/${server}` })]),
      bundle: toReferrerContent(signBundle(request), toDescriptor(image.index)),
    };
  });
  return { images, key, logKey, trustedRoot: log.trustedRoot };
}

/** Pins of a server of the generated registry are numbered; the last one is what its image was built from. */
export const LAST_PIN = Number.MAX_SAFE_INTEGER;

export function pinOf(server: string, number: number): string {
  return createHash('sha1').update(`${server} ${number}`).digest('hex');
}

export function serverName(index: number): string {
  return `bench-${String(index + 1).padStart(3, '0')}`;
}
