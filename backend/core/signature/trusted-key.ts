import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { CodedError } from '../coded-error.ts';
import { decodePublicKeyPem, fingerprintOf } from './public-key.ts';
import type { TrustedKey } from './trust.ts';

const MIN_RSA_BITS = 2048;
/** Above this a single verification takes long enough to hold up a sweep. */
const MAX_RSA_BITS = 8192;

/** A trusted key as it stands in configuration or in the built-in set. */
export interface TrustedKeySource {
  readonly name: string;
  readonly pem: string;
  /** ISO 8601 date or date-time (UTC), inclusive; null for no limit. Compared with the log's time. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

const instant = z.union([z.iso.datetime(), z.iso.date()]).transform((text) => new Date(text).toISOString()).nullable();

const rsaDetails = z.object({ modulusLength: z.int().min(MIN_RSA_BITS).max(MAX_RSA_BITS) });
const ecDetails = z.object({ namedCurve: z.literal('prime256v1') });

/**
 * Parses a public key that signatures may be made with: EC P-256, or RSA of 2048 to 8192 bits. cosign signs with SHA-256
 * under these; other curves and Ed25519 are signed with other hashes by some of its versions, so they are refused here
 * rather than called wrong later.
 * @throws CodedError `key_malformed`
 */
export function parseTrustedKey(source: TrustedKeySource): TrustedKey {
  const der = decodePublicKeyPem(source.pem);
  const validFrom = parseInstant(source.validFrom);
  const validUntil = parseInstant(source.validUntil);
  if (validFrom !== null && validUntil !== null && validFrom > validUntil) {
    throw new CodedError('key_malformed', 'The key ends to be valid before it begins to be.');
  }
  return { name: source.name, fingerprint: fingerprintOf(der), publicKey: toPublicKey(der), validFrom, validUntil };
}

function parseInstant(text: string | null): string | null {
  const answer = instant.safeParse(text);
  if (!answer.success) throw new CodedError('key_malformed', 'validFrom and validUntil are ISO 8601 dates in UTC.');
  return answer.data;
}

function toPublicKey(der: Buffer): KeyObject {
  const key = decode(der);
  if (!isSupported(key)) {
    throw new CodedError('key_malformed', `The key is neither EC P-256 nor RSA with ${MIN_RSA_BITS} to ${MAX_RSA_BITS} bits.`);
  }
  // OpenSSL accepts bytes after the key: one key must not have many fingerprints.
  if (!key.export({ format: 'der', type: 'spki' }).equals(der)) {
    throw new CodedError('key_malformed', 'The key is not in its canonical encoding.');
  }
  return key;
}

function decode(der: Buffer): KeyObject {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch (cause) {
    throw new CodedError('key_malformed', 'Not a SubjectPublicKeyInfo.', { cause });
  }
}

function isSupported(key: KeyObject): boolean {
  return (key.asymmetricKeyType === 'rsa' ? rsaDetails : ecDetails).safeParse(key.asymmetricKeyDetails).success;
}
