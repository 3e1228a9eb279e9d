import type { Verification } from '../../contract/verification.ts';

/** Results with a step that could not be checked rest on no facts and are not stored; they are shown until the row is checked again. */
export interface VerificationMemory {
  recall(key: string): Verification | null;
  keep(key: string, verification: Verification): void;
  clear(): void;
}

const KEPT_RESULTS = 5000;

/** A bounded memory of this process. */
export function createVerificationMemory(): VerificationMemory {
  const kept = new Map<string, Verification>();
  return {
    recall: (key) => kept.get(key) ?? null,
    keep: (key, verification) => {
      kept.delete(key);
      // A contradiction wins over an outage: such a row is a mismatch, and yet one of its facts was not stored.
      if (!verification.checks.some(({ state }) => state === 'unknown')) return;
      kept.set(key, verification);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_RESULTS && oldest !== undefined) kept.delete(oldest);
    },
    clear: () => {
      kept.clear();
    },
  };
}
