import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSignatureTrust } from '../../../backend/core/signature/create-signature-trust.ts';
import { parseTrustedKey } from '../../../backend/core/signature/trusted-key.ts';
import { parseTrustedRoot } from '../../../backend/core/signature/trusted-root.ts';
import { verifySignature } from '../../../backend/core/signature/verify-signature.ts';
import { toSigningKey } from '../../../backend/samples/signing/signing-key.ts';
import { bundle, bundleMaterial, digest, digestOf, keys, log, otherDigest, revision, simple, simpleMaterial, trust, verify } from './support/signed-world.ts';

describe('when a trusted key signed this digest and a trusted log saw it', () => {
  it('says who signed what and when, from a .sig signature', () => {
    expect(verify(simpleMaterial(simple()))).toEqual({
      state: 'valid',
      format: 'simplesigning',
      location: 'here',
      digest,
      keyFingerprint: keys.trusted.fingerprint,
      keyName: 'trusted',
      loggedAt: '2026-05-02T10:00:00.000Z',
      logIndex: expect.stringMatching(/^\d+$/) as string,
      repository: { registry: 'docker.io', path: 'mcp/thing' },
      claim: revision,
    });
  });

  it('says the same from a bundle, which names no repository', () => {
    expect(verify(bundleMaterial(bundle()))).toMatchObject({ state: 'valid', format: 'bundle', digest, repository: null, claim: revision });
  });

  it.each([null, {}, { other: 'claim' }])('finds no revision among the claims %j', (claims) => {
    expect(verify(simpleMaterial(simple({ claims })))).toMatchObject({ state: 'valid', claim: null });
    expect(verify(bundleMaterial(bundle({ claims })))).toMatchObject({ state: 'valid', claim: null });
  });

  it('leaves a claim as it stands', () => {
    const claims = { 'org.opencontainers.image.revision': ' NOT a revision\u0000' };
    expect(verify(simpleMaterial(simple({ claims })))).toMatchObject({ state: 'valid', claim: ' NOT a revision\u0000' });
  });

  it.each([
    ['docker.io/mcp/thing', 'mcp/thing'],
    ['mcp/thing', 'mcp/thing'],
    ['mcp/thing:1.0', 'mcp/thing'],
    [`mcp/thing@${digest}`, 'mcp/thing'],
    ['thing', 'library/thing'],
  ])('reads the repository of %s', (reference, path) => {
    expect(verify(simpleMaterial(simple({ reference })))).toMatchObject({ repository: { registry: 'docker.io', path } });
  });

  it('accepts any digest of the subject, and says which one', () => {
    const subject = { digests: [digestOf('c'), otherDigest] };
    expect(verifySignature(simpleMaterial(simple({ digest: otherDigest })), subject, trust)).toMatchObject({ state: 'valid', digest: otherDigest });
  });

  it('accepts nothing for a subject without digests', () => {
    expect(verifySignature(simpleMaterial(simple()), { digests: [] }, trust)).toMatchObject({ state: 'rejected', code: 'signature_digest_differs' });
  });

  it('trusts a retired key for what was logged before', () => {
    const at = new Date('2026-03-30T12:00:00Z');
    expect(verify(simpleMaterial(simple({ key: keys.retired, at })))).toMatchObject({ state: 'valid', keyName: 'retired' });
    expect(verify(bundleMaterial(bundle({ key: keys.retired, at })))).toMatchObject({ state: 'valid', keyName: 'retired' });
  });
});

describe('when a key is trusted for two periods', () => {
  const period = (name: string, validFrom: string, validUntil: string | null) =>
    parseTrustedKey({ name, pem: keys.retired.pem, validFrom, validUntil });
  const twice = createSignatureTrust({
    keys: [period('first', '2026-01-01', '2026-02-01'), period('second', '2026-04-01', null)],
    candidateKeys: [],
    trustedRoot: parseTrustedRoot(log.trustedRoot),
    require: 'one',
  });
  const signedAt = (at: string) => verifySignature(simpleMaterial(simple({ key: keys.retired, at: new Date(at) })), { digests: [digest] }, twice);

  it('finds the period that the log time falls into', () => {
    expect(signedAt('2026-01-15T00:00:00Z')).toMatchObject({ keyName: 'first' });
    expect(signedAt('2026-05-01T00:00:00Z')).toMatchObject({ keyName: 'second' });
    expect(signedAt('2026-03-01T00:00:00Z')).toMatchObject({ code: 'signature_key_expired' });
  });
});

describe('when an RSA key is trusted', () => {
  const key = toSigningKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  const rsaTrust = createSignatureTrust({
    keys: [parseTrustedKey({ name: 'rsa', pem: key.pem, validFrom: null, validUntil: null })],
    candidateKeys: [],
    trustedRoot: parseTrustedRoot(log.trustedRoot),
    require: 'one',
  });

  it('verifies both formats', () => {
    expect(verifySignature(simpleMaterial(simple({ key })), { digests: [digest] }, rsaTrust).state).toBe('valid');
    expect(verifySignature(bundleMaterial(bundle({ key })), { digests: [digest] }, rsaTrust).state).toBe('valid');
  });
});

describe('when only a key that nobody accepted yet made the signature', () => {
  const newKey = { state: 'undecided', code: 'new_key', keyFingerprint: keys.candidate.fingerprint, detail: 'candidate' };

  it('leaves it undecided and names the key', () => {
    expect(verify(simpleMaterial(simple({ key: keys.candidate })))).toMatchObject(newKey);
    expect(verify(bundleMaterial(bundle({ key: keys.candidate })))).toMatchObject(newKey);
  });

  it('still rejects what is wrong with it', () => {
    expect(verify(simpleMaterial(simple({ key: keys.candidate, digest: otherDigest })))).toMatchObject({ code: 'signature_digest_differs' });
    const { annotations } = simple({ key: keys.candidate });
    expect(verify(simpleMaterial({ ...simple({ claims: null }), annotations }))).toMatchObject({ code: 'signature_cryptography_invalid' });
  });
});

describe('when a finding quotes text from outside', () => {
  it('cuts it and cleans it of control characters', () => {
    const payload = Buffer.from(bundle().toString().replace('application/vnd.dev', `\\u001b[31m\\u202e\\n${'x'.repeat(500)}`));
    const finding = verify({ format: 'bundle', location: 'here', bundle: payload });
    expect(finding).toMatchObject({ code: 'signature_malformed', detail: expect.stringMatching(/^bundle of type {2}\[31m {2}x+$/) as string });
    expect('detail' in finding && finding.detail.length).toBe(200);
  });
});

describe('when the code itself has an error', () => {
  it('does not hide it as a finding', () => {
    const broken = { ...trust, material: { ...trust.material, publicKey: () => { throw new TypeError('bug'); } } };
    expect(() => verifySignature(simpleMaterial(simple()), { digests: [digest] }, broken)).toThrow(TypeError);
  });
});
