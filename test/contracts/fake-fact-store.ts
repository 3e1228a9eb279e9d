import { CodedError } from '../../backend/core/coded-error.ts';
import type { Clock } from '../../backend/ports/clock.ts';
import type { FactKey, FactStore, StoredFact, StoreHealth } from '../../backend/ports/fact-store.ts';

interface FakeFact {
  readonly text: string;
  readonly storedAt: number;
  readonly expiresAt: number | null;
}

/** Facts in a map. `refuseWrites('store_full')` makes every write fail, as a full disk does. */
export class FakeFactStore implements FactStore {
  readonly #clock: Clock;
  readonly #facts = new Map<string, FakeFact>();
  #refusal: string | null = null;
  #isClosed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  refuseWrites(code: 'store_full' | 'store_unavailable' | null): void {
    this.#refusal = code;
  }

  read(key: FactKey): StoredFact | null {
    this.#assertOpen();
    const fact = this.#facts.get(toText(key));
    if (fact === undefined) return null;
    const now = this.#clock();
    if (fact.expiresAt !== null && (fact.expiresAt <= now || fact.storedAt > now)) return null;
    const value: unknown = JSON.parse(fact.text);
    return { value, storedAt: fact.storedAt };
  }

  readMany(kind: string, keys: readonly string[]): ReadonlyMap<string, StoredFact> {
    this.#assertOpen();
    const found = keys.map((key) => [key, this.read({ kind, key })] as const);
    return new Map(found.flatMap(([key, fact]) => (fact === null ? [] : [[key, fact] as const])));
  }

  write(key: FactKey, value: unknown, expiresAt: number | null): void {
    this.#assertOpen();
    if (this.#refusal !== null) throw new CodedError(this.#refusal, 'No room.');
    const text: unknown = JSON.stringify(value);
    if (typeof text !== 'string') throw new TypeError('A fact is a JSON value.');
    this.#facts.set(toText(key), { text, storedAt: this.#clock(), expiresAt });
  }

  clear(): void {
    this.#facts.clear();
  }

  health(): StoreHealth {
    this.#assertOpen();
    return { state: 'ok', movedTo: null, facts: this.#facts.size, bytes: 0 };
  }

  close(): void {
    this.#isClosed = true;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new CodedError('store_unavailable', 'The store of facts is closed.');
  }
}

function toText({ kind, key }: FactKey): string {
  return JSON.stringify([kind, key]);
}
