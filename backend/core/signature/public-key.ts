import { createHash } from 'node:crypto';
import { CodedError } from '../coded-error.ts';
import { decodeBase64 } from '../json/base64.ts';

/** One PEM block of a SubjectPublicKeyInfo and nothing else (RFC 7468, section 13). */
const PUBLIC_KEY_PEM = /^-----BEGIN PUBLIC KEY-----\r?\n([A-Za-z0-9+/=\r\n]+)\r?\n-----END PUBLIC KEY-----\s*$/;

/**
 * Decodes the PEM of a public key to its DER (SubjectPublicKeyInfo). Private keys and certificates, from which
 * Node would derive a public key, are refused.
 * @throws CodedError `key_malformed`
 */
export function decodePublicKeyPem(pem: string): Buffer {
  const base64 = PUBLIC_KEY_PEM.exec(pem)?.[1];
  if (base64 === undefined) {
    throw new CodedError('key_malformed', 'Not one PEM block "PUBLIC KEY".');
  }
  try {
    return decodeBase64(base64.replace(/[\r\n]/g, ''));
  } catch (cause) {
    throw new CodedError('key_malformed', 'The PEM block is not base64.', { cause });
  }
}

/** The fingerprint of a key: base64 of the SHA-256 of its SubjectPublicKeyInfo (also the hint of Sigstore bundles). */
export function fingerprintOf(subjectPublicKeyInfo: Uint8Array): string {
  return createHash('sha256').update(subjectPublicKeyInfo).digest('base64');
}
