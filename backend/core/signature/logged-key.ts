import { decodeUtf8 } from '../json/utf8.ts';
import { decodePublicKeyPem, fingerprintOf } from './public-key.ts';
import { refuseAs, SignatureRefusal } from './refusal.ts';

const CERTIFICATE_PEM = '-----BEGIN CERTIFICATE-----';

/**
 * The fingerprint of the key that a log entry names; null stands for an entry without a key, signed with a certificate.
 * @throws SignatureRefusal `log_entry_malformed`, `signature_key_untrusted` for a certificate: keys are trusted here
 */
export function readLoggedKey(key: { readonly pem: Buffer } | { readonly der: Buffer } | null): string {
  if (key === null) throw withCertificate();
  if ('der' in key) return fingerprintOf(key.der);
  return refuseAs('log_entry_malformed', 'logged key', () => {
    const pem = decodeUtf8(key.pem);
    if (pem.startsWith(CERTIFICATE_PEM)) throw withCertificate();
    return fingerprintOf(decodePublicKeyPem(pem));
  });
}

function withCertificate(): SignatureRefusal {
  return new SignatureRefusal('signature_key_untrusted', 'signed with a certificate, not with a key');
}
