import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseTrustedKey } from '../../../backend/core/signature/trusted-key.ts';
import { generateSigningKey, readSigningKey, toSigningKey } from '../../../backend/samples/signing/signing-key.ts';

const key = generateSigningKey();
const always = { name: 'key', validFrom: null, validUntil: null };
const pemOf = (der: Buffer): string => `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`;
const ec = (namedCurve: string): string => toSigningKey(generateKeyPairSync('ec', { namedCurve }).privateKey).pem;
const rsa = (modulusLength: number): string => toSigningKey(generateKeyPairSync('rsa', { modulusLength }).privateKey).pem;
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey.export({ format: 'pem', type: 'spki' }).toString();
const privatePem = key.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

describe('when the key can be trusted', () => {
  it('has the fingerprint of its SubjectPublicKeyInfo', () => {
    expect(parseTrustedKey({ ...always, pem: key.pem })).toMatchObject({ name: 'key', fingerprint: key.fingerprint, validFrom: null, validUntil: null });
  });

  it('is the same key in other line breaks', () => {
    expect(parseTrustedKey({ ...always, pem: key.pem.replaceAll('\n', '\r\n') }).fingerprint).toBe(key.fingerprint);
    expect(parseTrustedKey({ ...always, pem: key.pem.trimEnd() }).fingerprint).toBe(key.fingerprint);
  });

  it('may be RSA of 2048 bits', () => {
    expect(parseTrustedKey({ ...always, pem: rsa(2048) }).publicKey.asymmetricKeyType).toBe('rsa');
  });

  it('takes its validity from dates and date-times', () => {
    const parsed = parseTrustedKey({ name: 'key', pem: key.pem, validFrom: '2026-01-01', validUntil: '2026-02-01T12:00:00Z' });
    expect(parsed).toMatchObject({ validFrom: '2026-01-01T00:00:00.000Z', validUntil: '2026-02-01T12:00:00.000Z' });
  });

  it('is read back from the private half of a sample', () => {
    expect(readSigningKey(privatePem).fingerprint).toBe(key.fingerprint);
  });
});

describe('when the key cannot be trusted', () => {
  it.each([
    ['nothing', ''],
    ['no PEM', 'key'],
    ['a private key', privatePem],
    ['a certificate', key.pem.replaceAll('PUBLIC KEY', 'CERTIFICATE')],
    ['two keys', key.pem + key.pem],
    ['text before the key', `key:\n${key.pem}`],
    ['PEM that is not base64', '-----BEGIN PUBLIC KEY-----\nAAA\n-----END PUBLIC KEY-----\n'],
    ['base64 that is no key', pemOf(Buffer.from('no key'))],
    ['a key with bytes after it', pemOf(Buffer.concat([key.der, Buffer.of(0)]))],
    ['a truncated key', pemOf(key.der.subarray(0, -1))],
    ['a point that is not on the curve', pemOf(Buffer.concat([key.der.subarray(0, -1), Buffer.of((key.der.at(-1) ?? 0) ^ 1)]))],
    ['EC P-384', ec('P-384')],
    ['EC secp256k1', ec('secp256k1')],
    ['Ed25519', toSigningKey(generateKeyPairSync('ed25519').privateKey).pem],
    ['RSA of 1024 bits', rsa(1024)],
    ['RSA-PSS', pss],
  ])('refuses %s', (_name, pem) => {
    expect(() => parseTrustedKey({ ...always, pem })).toThrow(expect.objectContaining({ code: 'key_malformed' }));
  });

  it.each([
    ['a validity that is no date', 'soon', null],
    ['a validity without a time zone', '2026-01-01T00:00:00', null],
    ['a day that does not exist', null, '2026-02-30'],
    ['an end before its beginning', '2026-02-01', '2026-01-01'],
  ])('refuses %s', (_name, validFrom, validUntil) => {
    expect(() => parseTrustedKey({ name: 'key', pem: key.pem, validFrom, validUntil })).toThrow(expect.objectContaining({ code: 'key_malformed' }));
  });
});
