import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { fingerprintOf } from '../../core/signature/public-key.ts';

/** A P-256 key pair that samples are signed with. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** SubjectPublicKeyInfo in DER. */
  readonly der: Buffer;
  /** The public half, as cosign writes `cosign.pub`. */
  readonly pem: string;
  /** base64 of the SHA-256 of the SubjectPublicKeyInfo. */
  readonly fingerprint: string;
}

/** Makes a new P-256 key pair. */
export function generateSigningKey(): SigningKey {
  return toSigningKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
}

/** The key pair of a private key in PEM (PKCS #8). */
export function readSigningKey(pem: string): SigningKey {
  return toSigningKey(createPrivateKey(pem));
}

/** The key pair of any private key. */
export function toSigningKey(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ format: 'der', type: 'spki' });
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  return { privateKey, der, pem, fingerprint: fingerprintOf(der) };
}

/** Signs SHA-256 of the bytes, in DER, as cosign and Rekor do. */
export function signBytes(bytes: Buffer, key: SigningKey): Buffer {
  return sign('sha256', bytes, key.privateKey);
}
