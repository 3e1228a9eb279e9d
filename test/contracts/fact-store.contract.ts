import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../backend/ports/clock.ts';
import type { FactStore } from '../../backend/ports/fact-store.ts';

export type OpenFactStore = (clock: Clock) => FactStore | Promise<FactStore>;

const NOW = Date.parse('2026-05-02T10:00:00Z');
const HOUR = 3_600_000;

const values: readonly (readonly [string, unknown])[] = [
  ['an object', { state: 'verified', claims: { revision: 'a'.repeat(40) }, rejected: [] }],
  ['null, which is a value', null],
  ['false', false],
  ['zero', 0],
  ['an empty string', ''],
  ['text beyond ASCII', 'naïve – 検証 – 🐳'],
  ['control characters', '\u0000\u0007\u001b[31m\n'],
  ['an array', [1, 'two', { three: 3 }]],
  ['200 kB of text', 'x'.repeat(200_000)],
  ['a key that JavaScript knows', JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}')],
];

const keys: readonly (readonly [string, string])[] = [
  ['an empty key', ''],
  ['quotes and SQL', `'; DROP TABLE facts; --"`],
  ['wildcards', '%_*?'],
  ['text beyond ASCII', 'dépôt/検証'],
  ['a very long key', 'k'.repeat(10_000)],
  ['a line feed and a NUL', 'a\n\u0000b'],
];

/** What every store of facts must do. */
export function describeFactStore(name: string, open: OpenFactStore): void {
  describe(`the contract of a fact store, kept by ${name}`, () => {
    let now = NOW;
    let store: FactStore;

    beforeEach(async () => {
      now = NOW;
      store = await open(() => now);
    });
    afterEach(() => {
      store.close();
    });

    describe('when a fact was written', () => {
      it.each(values)('reads %s back with its time', (_reason, value) => {
        store.write({ kind: 'signature', key: 'a' }, value, null);
        now += HOUR;
        expect(store.read({ kind: 'signature', key: 'a' })).toEqual({ value, storedAt: NOW });
      });

      it.each(keys)('finds it by %s', (_reason, key) => {
        store.write({ kind: 'binding', key }, 'found', null);
        expect(store.read({ kind: 'binding', key })?.value).toBe('found');
        expect(store.readMany('binding', [key, 'other']).get(key)?.value).toBe('found');
      });

      it('finds it under its own kind and key only', () => {
        store.write({ kind: 'signature', key: 'a' }, 1, null);
        expect(store.read({ kind: 'labels', key: 'a' })).toBeNull();
        expect(store.read({ kind: 'signature', key: 'A' })).toBeNull();
        expect(store.read({ kind: 'signature', key: 'a ' })).toBeNull();
      });

      it('keeps what was written last', () => {
        store.write({ kind: 'signature', key: 'a' }, 'old', null);
        now += 1;
        store.write({ kind: 'signature', key: 'a' }, 'new', null);
        expect(store.read({ kind: 'signature', key: 'a' })).toEqual({ value: 'new', storedAt: NOW + 1 });
        expect(store.health().facts).toBe(1);
      });

      it('is not changed by what happens to the object afterwards', () => {
        const value = { state: 'unsigned' };
        store.write({ kind: 'signature', key: 'a' }, value, null);
        value.state = 'verified';
        expect(store.read({ kind: 'signature', key: 'a' })?.value).toEqual({ state: 'unsigned' });
      });
    });

    describe('when many facts are read', () => {
      it('answers those that are there, each under its key', () => {
        for (let number = 0; number < 300; number += 1) store.write({ kind: 'signature', key: `key ${number}` }, number, null);
        store.write({ kind: 'labels', key: 'key 1' }, 'another kind', null);
        const wanted = Array.from({ length: 400 }, (_, number) => `key ${number}`);
        const facts = store.readMany('signature', wanted);
        expect(facts.size).toBe(300);
        expect(facts.get('key 1')).toEqual({ value: 1, storedAt: NOW });
        expect(facts.get('key 299')?.value).toBe(299);
        expect(facts.has('key 300')).toBe(false);
      });

      it('answers nothing for nothing, and a key once that is asked for twice', () => {
        store.write({ kind: 'signature', key: 'a' }, 1, null);
        expect(store.readMany('signature', []).size).toBe(0);
        expect([...store.readMany('signature', ['a', 'a']).keys()]).toEqual(['a']);
      });
    });

    describe('when a fact expires', () => {
      beforeEach(() => {
        store.write({ kind: 'signature', key: 'a' }, 'unsigned', NOW + HOUR);
      });

      it.each([
        ['just written', 0, true],
        ['the last millisecond', HOUR - 1, true],
        ['the moment of expiry', HOUR, false],
        ['long after', 1000 * HOUR, false],
        ['a clock that was set back: when it was stored is not known any more', -1, false],
      ] as const)('%s', (_reason, elapsed, isThere) => {
        now = NOW + elapsed;
        expect(store.read({ kind: 'signature', key: 'a' }) !== null).toBe(isThere);
        expect(store.readMany('signature', ['a']).size).toBe(isThere ? 1 : 0);
      });

      it('can be written again', () => {
        now += 2 * HOUR;
        store.write({ kind: 'signature', key: 'a' }, 'verified', null);
        expect(store.read({ kind: 'signature', key: 'a' })?.value).toBe('verified');
      });

      it('leaves facts that never change alone, whatever the clock says', () => {
        store.write({ kind: 'signature', key: 'b' }, 'verified', null);
        now = 0;
        expect(store.read({ kind: 'signature', key: 'b' })?.value).toBe('verified');
      });
    });

    describe('when something that is no JSON value is written', () => {
      it.each([
        ['undefined', undefined],
        ['a function', () => 1],
        ['a bigint', 1n],
      ])('throws for %s: it is a bug', (_reason, value) => {
        expect(() => {
          store.write({ kind: 'signature', key: 'a' }, value, null);
        }).toThrow(TypeError);
        expect(store.read({ kind: 'signature', key: 'a' })).toBeNull();
      });
    });

    describe('when it is cleared', () => {
      it('forgets everything and goes on', () => {
        store.write({ kind: 'signature', key: 'a' }, 1, null);
        store.clear();
        expect(store.read({ kind: 'signature', key: 'a' })).toBeNull();
        expect(store.health().facts).toBe(0);
        store.write({ kind: 'signature', key: 'a' }, 2, null);
        expect(store.read({ kind: 'signature', key: 'a' })?.value).toBe(2);
      });
    });

    describe('when it is closed', () => {
      it('refuses every call with a code, and closing again does nothing', () => {
        store.close();
        store.close();
        const refused: unknown = expect.objectContaining({ code: 'store_unavailable' });
        expect(() => store.read({ kind: 'signature', key: 'a' })).toThrow(refused);
        expect(() => store.readMany('signature', ['a'])).toThrow(refused);
        expect(() => {
          store.write({ kind: 'signature', key: 'a' }, 1, null);
        }).toThrow(refused);
        expect(() => store.health()).toThrow(refused);
      });
    });
  });
}
