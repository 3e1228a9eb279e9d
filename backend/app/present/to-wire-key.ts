import type { WireTrustedKey } from '../../contract/api.ts';
import type { TrustedKey } from '../../core/signature/trust.ts';

/** A key as settings show it. */
export function toWireKey(key: TrustedKey, origin: WireTrustedKey['origin']): WireTrustedKey {
  const { name, fingerprint, validFrom, validUntil, publicKey } = key;
  return { name, fingerprint, validFrom, validUntil, origin, pem: publicKey.export({ format: 'pem', type: 'spki' }).toString() };
}
