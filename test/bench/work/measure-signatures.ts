import { createPublicKey, verify } from 'node:crypto';
import type { z } from 'zod';
import { createSignatureTrust } from '../../../backend/core/signature/create-signature-trust.ts';
import type { SignatureMaterial } from '../../../backend/core/signature/signature.ts';
import { parseTrustedKey } from '../../../backend/core/signature/trusted-key.ts';
import { parseTrustedRoot } from '../../../backend/core/signature/trusted-root.ts';
import { verifySignature } from '../../../backend/core/signature/verify-signature.ts';
import { toContentBlob } from '../../../backend/samples/signing/content-blob.ts';
import { SampleLog } from '../../../backend/samples/signing/sample-log.ts';
import { signBundle } from '../../../backend/samples/signing/sign-bundle.ts';
import { signSimple } from '../../../backend/samples/signing/sign-simple.ts';
import { generateSigningKey, signBytes, type SigningKey } from '../../../backend/samples/signing/signing-key.ts';
import type { SigningRequest } from '../../../backend/samples/signing/signing-request.ts';
import { medianOf } from '../support/row.ts';
import type { JobOf, signaturesAnswerSchema } from '../support/worker-jobs.ts';
import { startStopwatch } from './stopwatch.ts';

type SignatureTimes = z.infer<typeof signaturesAnswerSchema>['bundle'];

/** Signature and the log's promise; a bundle carries a signed checkpoint besides. */
const [SIMPLE_VERIFICATIONS, BUNDLE_VERIFICATIONS] = [2, 3];
const CLAIMS = { 'org.opencontainers.image.revision': 'a'.repeat(40) };

/** Verifies signatures over different digests, one after the other, without any input or output. */
export function measureSignatures({ count }: JobOf<'signatures'>): z.infer<typeof signaturesAnswerSchema> {
  const key = generateSigningKey();
  const log = new SampleLog({ origin: 'log.bench.example', validFrom: '2020-01-01T00:00:00.000Z' });
  const keys = [parseTrustedKey({ name: 'bench', pem: key.pem, validFrom: null, validUntil: null })];
  const trust = createSignatureTrust({ keys, candidateKeys: [], trustedRoot: parseTrustedRoot(log.trustedRoot), require: 'one' });
  const requests = Array.from({ length: count }, (_, index): SigningRequest =>
    ({ digest: toContentBlob('', { index }).digest, claims: CLAIMS, key, log, at: new Date('2026-01-01T00:00:00Z') }));
  const measure = (toMaterial: (request: SigningRequest) => SignatureMaterial, ecdsa: number): SignatureTimes => {
    const signed = requests.map((request) => ({ material: toMaterial(request), digest: request.digest }));
    const stop = startStopwatch();
    const walls = signed.map(({ material, digest }) => time(() => {
      const { state } = verifySignature(material, { digests: [digest] }, trust);
      if (state !== 'valid') throw new Error(`a signature of the bench is ${state}`);
    }));
    return { median: medianOf(walls), processor: stop().processor / count, bare: measureBare(key, count) * ecdsa };
  };
  return { simplesigning: measure(toSimple, SIMPLE_VERIFICATIONS), bundle: measure(toBundle, BUNDLE_VERIFICATIONS) };
}

/** The median of ECDSA alone, by Node itself. */
function measureBare(key: SigningKey, count: number): number {
  const bytes = Buffer.alloc(400, 'x');
  const signature = signBytes(bytes, key);
  const publicKey = createPublicKey(key.pem);
  return medianOf(Array.from({ length: count }, () => time(() => verify('sha256', bytes, publicKey, signature))));
}

function time(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function toSimple(request: SigningRequest): SignatureMaterial {
  return { format: 'simplesigning', location: 'bench', ...signSimple({ ...request, reference: 'index.docker.io/mcp/bench' }) };
}

function toBundle(request: SigningRequest): SignatureMaterial {
  return { format: 'bundle', location: 'bench', bundle: signBundle(request) };
}
