import { CodedError } from '../../core/coded-error.ts';
import { parseTrustedKey } from '../../core/signature/trusted-key.ts';
import type { TrustedKey } from '../../core/signature/trust.ts';
import type { PublishedKeys } from '../world.ts';

export interface PublishedKeySource {
  /** The announced key as PEM; null where it cannot be had. */
  readonly readText: (signal: AbortSignal) => Promise<string | null>;
  readonly trusted: readonly TrustedKey[];
}

/** Announced keys that are not trusted yet. What is not a key is no candidate. */
export function createPublishedKeys({ readText, trusted }: PublishedKeySource): PublishedKeys {
  let last: readonly TrustedKey[] = [];
  return {
    candidates: async (signal) => {
      const pem = await readText(signal);
      const key = pem === null ? null : parseAnnounced(pem);
      last = key === null || trusted.some(({ fingerprint }) => fingerprint === key.fingerprint) ? [] : [key];
      return last;
    },
    lastCandidates: () => last,
  };
}

function parseAnnounced(pem: string): TrustedKey | null {
  try {
    return parseTrustedKey({ name: 'Announced key', pem, validFrom: null, validUntil: null });
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
