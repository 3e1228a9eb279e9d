import { createHash } from 'node:crypto';
import type { KeyFinderFunc } from '@sigstore/verify';
import type { SignatureTrust, TrustedKey } from './trust.ts';
import type { TrustedRootMaterial } from './trusted-root.ts';

/** Goes up whenever a signature could be judged differently than before, so that stored facts are judged anew. */
const VERIFIER_VERSION = 1;

export interface SignatureTrustSource {
  readonly keys: readonly TrustedKey[];
  readonly candidateKeys: readonly TrustedKey[];
  readonly trustedRoot: TrustedRootMaterial;
  readonly require: SignatureTrust['require'];
}

/** Joins keys and trusted root into what signatures are judged against. Made once, used for every image. */
export function createSignatureTrust(source: SignatureTrustSource): SignatureTrust {
  const { keys, candidateKeys, trustedRoot, require } = source;
  return {
    keys,
    candidateKeys,
    material: { ...trustedRoot.authorities, publicKey: keyFinder([...keys, ...candidateKeys]) },
    require,
    fingerprint: toFingerprint(source),
  };
}

/** Finds keys by fingerprint. Their validity is compared with the log's time later, where it has a code of its own. */
function keyFinder(keys: readonly TrustedKey[]): KeyFinderFunc {
  const byFingerprint = new Map(keys.map((key) => [key.fingerprint, key.publicKey]));
  return (fingerprint) => {
    const publicKey = byFingerprint.get(fingerprint);
    if (publicKey === undefined) throw new Error(`no key ${fingerprint}: it is chosen among these keys`);
    return { publicKey, validFor: () => true };
  };
}

function toFingerprint({ keys, candidateKeys, trustedRoot, require }: SignatureTrustSource): string {
  const parts = [VERIFIER_VERSION, keys.map(toParts), candidateKeys.map(toParts), trustedRoot.fingerprint, require];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function toParts(key: TrustedKey): readonly (string | null)[] {
  return [key.name, key.fingerprint, key.validFrom, key.validUntil];
}
