import type { z } from 'zod';
import type { FactKey, FactStore, StoredFact } from '../../ports/fact-store.ts';
import { isPortError } from '../../ports/port-error.ts';

/** How long a fact stays true. `never` is for outages: they are not facts and are not kept. */
export type Lifetime = 'forever' | 'never' | { readonly milliseconds: number };

/** A fact with the time at which it was established (milliseconds since the epoch). */
export interface Remembered<T> {
  readonly value: T;
  readonly establishedAt: number;
}

export interface RememberRequest<T> {
  /** Null keeps nothing. */
  readonly store: FactStore | null;
  readonly key: FactKey;
  /** Reads the stored form; what does not parse is fetched again. */
  readonly schema: z.ZodType<T>;
  readonly lifetime: (value: T) => Lifetime;
  readonly load: () => Promise<T>;
  readonly now: number;
}

/** A stored fact, or the result of `load`, stored for as long as it stays true. A full disk or a broken store costs the storing only. */
export async function remember<T>(request: RememberRequest<T>): Promise<Remembered<T>> {
  const { schema, now } = request;
  const stored = read(request);
  const parsed = stored === null ? null : schema.safeParse(stored.value);
  if (stored !== null && parsed?.success === true) return { value: parsed.data, establishedAt: stored.storedAt };
  const value = await request.load();
  const lifetime = request.lifetime(value);
  if (lifetime !== 'never') write(request, value, lifetime === 'forever' ? null : now + lifetime.milliseconds);
  return { value, establishedAt: now };
}

function read<T>({ store, key }: RememberRequest<T>): StoredFact | null {
  try {
    return store?.read(key) ?? null;
  } catch (error) {
    if (!isPortError(error)) throw error;
    return null;
  }
}

function write<T>({ store, key }: RememberRequest<T>, value: T, expiresAt: number | null): void {
  try {
    store?.write(key, value, expiresAt);
  } catch (error) {
    if (!isPortError(error)) throw error;
  }
}

/** Joins the parts of a key; a NUL cannot occur in any of them. */
export function factKey(kind: string, parts: readonly string[]): FactKey {
  return { kind, key: parts.join('\0') };
}
