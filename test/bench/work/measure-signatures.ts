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
import { generateSigningKey } from '../../../backend/samples/signing/signing-key.ts';
import type { SigningRequest } from '../../../backend/samples/signing/signing-request.ts';
import { medianOf } from '../support/row.ts';
import type { JobOf, signaturesAnswerSchema } from '../support/worker-jobs.ts';

const CLAIMS = { 'org.opencontainers.image.revision': 'a'.repeat(40) };

/** Verifies signatures over different digests, one after the other, without any input or output. */
export function measureSignatures({ count }: JobOf<'signatures'>): z.infer<typeof signaturesAnswerSchema> {
  const key = generateSigningKey();
  const log = new SampleLog({ origin: 'log.bench.example', validFrom: '2020-01-01T00:00:00.000Z' });
  const keys = [parseTrustedKey({ name: 'bench', pem: key.pem, validFrom: null, validUntil: null })];
  const trust = createSignatureTrust({ keys, candidateKeys: [], trustedRoot: parseTrustedRoot(log.trustedRoot), require: 'one' });
  const requests = Array.from({ length: count }, (_, index): SigningRequest =>
    ({ digest: toContentBlob('', { index }).digest, claims: CLAIMS, key, log, at: new Date('2026-01-01T00:00:00Z') }));
  const medianFor = (toMaterial: (request: SigningRequest) => SignatureMaterial): number => {
    const signed = requests.map((request) => ({ material: toMaterial(request), digest: request.digest }));
    return medianOf(signed.map(({ material, digest }) => {
      const started = performance.now();
      const { state } = verifySignature(material, { digests: [digest] }, trust);
      if (state !== 'valid') throw new Error(`a signature of the bench is ${state}`);
      return performance.now() - started;
    }));
  };
  return { simplesigning: medianFor(toSimple), bundle: medianFor(toBundle) };
}

function toSimple(request: SigningRequest): SignatureMaterial {
  return { format: 'simplesigning', location: 'bench', ...signSimple({ ...request, reference: 'index.docker.io/mcp/bench' }) };
}

function toBundle(request: SigningRequest): SignatureMaterial {
  return { format: 'bundle', location: 'bench', bundle: signBundle(request) };
}
