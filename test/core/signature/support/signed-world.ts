import type { Digest } from '../../../../backend/core/image/digest.ts';
import { parseDigest } from '../../../../backend/core/image/digest.ts';
import { createSignatureTrust } from '../../../../backend/core/signature/create-signature-trust.ts';
import type { SignatureFinding, SignatureMaterial } from '../../../../backend/core/signature/signature.ts';
import { parseTrustedKey } from '../../../../backend/core/signature/trusted-key.ts';
import { parseTrustedRoot } from '../../../../backend/core/signature/trusted-root.ts';
import type { SignatureTrust } from '../../../../backend/core/signature/trust.ts';
import { verifySignature } from '../../../../backend/core/signature/verify-signature.ts';
import { SampleLog } from '../../../../backend/samples/signing/sample-log.ts';
import { generateSigningKey, type SigningKey } from '../../../../backend/samples/signing/signing-key.ts';
import { signSimple, type SimpleSignature, type SimpleSigningRequest } from '../../../../backend/samples/signing/sign-simple.ts';
import { signBundle } from '../../../../backend/samples/signing/sign-bundle.ts';

export const digest = digestOf('a');
export const otherDigest = digestOf('b');
export const revision = '4f1c2d7e9a0b3c5d6e8f7a1b2c3d4e5f60718293';
export const claims = { 'org.opencontainers.image.revision': revision };
export const at = new Date('2026-05-02T10:00:00Z');
export const reference = 'index.docker.io/mcp/thing';

export const keys = {
  trusted: generateSigningKey(),
  retired: generateSigningKey(),
  candidate: generateSigningKey(),
  stranger: generateSigningKey(),
};

export const log = new SampleLog({ origin: 'log.test', validFrom: '2025-01-01T00:00:00Z' });
/** Has the same name, and a key that the trusted root does not know. */
export const strangeLog = new SampleLog({ origin: 'log.test', validFrom: '2025-01-01T00:00:00Z' });

const trustedKey = (name: string, { pem }: SigningKey, validUntil: string | null = null) =>
  parseTrustedKey({ name, pem, validFrom: validUntil === null ? null : '2026-01-01', validUntil });

export const trust: SignatureTrust = createSignatureTrust({
  keys: [trustedKey('trusted', keys.trusted), trustedKey('retired', keys.retired, '2026-03-31')],
  candidateKeys: [trustedKey('candidate', keys.candidate)],
  trustedRoot: parseTrustedRoot(log.trustedRoot),
  require: 'one',
});

export const request: SimpleSigningRequest = { digest, claims, reference, key: keys.trusted, log, at };

export function simple(change: Partial<SimpleSigningRequest> = {}): SimpleSignature {
  return signSimple({ ...request, ...change });
}

export function bundle(change: Partial<SimpleSigningRequest> = {}): Buffer {
  return signBundle({ ...request, ...change });
}

export function simpleMaterial({ payload, annotations }: SimpleSignature): SignatureMaterial {
  return { format: 'simplesigning', location: 'here', payload, annotations };
}

export function bundleMaterial(content: Buffer | string | object): SignatureMaterial {
  const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
  return { format: 'bundle', location: 'here', bundle: Buffer.from(isRaw ? content : JSON.stringify(content)) };
}

export function verify(material: SignatureMaterial): SignatureFinding {
  return verifySignature(material, { digests: [digest] }, trust);
}

export function digestOf(letter: string): Digest {
  return parseDigest(`sha256:${letter.repeat(64)}`);
}
