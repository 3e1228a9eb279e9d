/** A fact as it was stored: JSON value and times in milliseconds since the epoch. */
export interface StoredFact {
  readonly value: unknown;
  readonly storedAt: number;
}

export interface FactKey {
  /** e.g. `signature`, `binding`, `labels`. */
  readonly kind: string;
  /** Everything that the fact depends on, joined; see the callers. */
  readonly key: string;
}

export interface StoreHealth {
  readonly state: 'ok' | 'rebuilt' | 'memoryOnly';
  /** Where a damaged file was moved to; null otherwise. */
  readonly movedTo: string | null;
  readonly facts: number;
  readonly bytes: number;
}

/**
 * Immutable facts, never verdicts. Reads and writes are synchronous and atomic.
 * A full disk throws PortError `store_full`; callers go on without storing.
 */
export interface FactStore {
  read(key: FactKey): StoredFact | null;
  /** Reads many keys of one kind in one go. */
  readMany(kind: string, keys: readonly string[]): ReadonlyMap<string, StoredFact>;
  /** `expiresAt` in milliseconds since the epoch; null for facts that never change. */
  write(key: FactKey, value: unknown, expiresAt: number | null): void;
  clear(): void;
  health(): StoreHealth;
  close(): void;
}
