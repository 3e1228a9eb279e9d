import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { makeFile, makeFolder, NOW, openStore } from './store-folder.ts';

const A = { kind: 'signature', key: 'a' };

describe('when a store is opened for the first time', () => {
  it('makes the folder and the files for its owner alone', async () => {
    const path = join(makeFolder(), 'data', 'deeper', 'facts.sqlite');
    const store = await openStore(path);
    store.write(A, 1, null);
    for (const name of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(name).mode & 0o777, name).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    expect(statSync(join(path, '..', '..')).mode & 0o777).toBe(0o700);
  });

  it('is well, and empty', async () => {
    const store = await openStore(join(makeFolder(), 'facts.sqlite'));
    expect(store.health()).toMatchObject({ state: 'ok', movedTo: null, facts: 0 });
  });

  it('takes an empty file without a journal for a new one', async () => {
    const path = join(makeFolder(), 'facts.sqlite');
    writeFileSync(path, '');
    expect((await openStore(path)).health().state).toBe('ok');
  });
});

describe('when a store is opened again', () => {
  it('has what was written, and says how much', async () => {
    const store = await openStore(await makeFile(makeFolder()));
    expect(store.health()).toMatchObject({ state: 'ok', movedTo: null, facts: 200 });
    expect(store.health().bytes).toBeGreaterThan(200_000);
    expect(store.read({ kind: 'signature', key: 'key 7' })).toEqual({ value: 'x'.repeat(1_000), storedAt: NOW });
  });

  it('reads a file of names that a URL would understand in another way', async () => {
    const folder = join(makeFolder(), 'a?b#c %20');
    mkdirSync(folder);
    const store = await openStore(await makeFile(folder));
    expect(store.health().facts).toBe(200);
    expect(statSync(join(folder, 'facts.sqlite')).isFile()).toBe(true);
  });
});

describe('when two stores share a file', () => {
  it('each sees what the other writes and clears', async () => {
    const path = join(makeFolder(), 'facts.sqlite');
    const [panel, commandLine] = [await openStore(path), await openStore(path)];
    panel.write(A, 'by the panel', null);
    expect(commandLine.read(A)?.value).toBe('by the panel');
    commandLine.write(A, 'by the command line', null);
    expect(panel.read(A)?.value).toBe('by the command line');
    panel.clear();
    expect(commandLine.read(A)).toBeNull();
  });

  it('reads go on while somebody else holds the lock, and writes fail with a code', async () => {
    const path = await makeFile(makeFolder());
    const store = await openStore(path);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    expect(store.read({ kind: 'signature', key: 'key 1' })).not.toBeNull();
    expect(() => {
      store.write(A, 1, null);
    }).toThrow(expect.objectContaining({ code: 'store_unavailable', retryable: true }));
    other.exec('ROLLBACK');
    other.close();
    store.write(A, 1, null);
    expect(store.read(A)?.value).toBe(1);
  });
});

describe('when somebody else wrote into the file', () => {
  it.each([
    ['text that is no JSON', 'verified'],
    ['half of a value', '{"state":"verif'],
    ['nothing', ''],
    ['two values', '{} {}'],
  ])('a value of %s counts as absent, and the others are there', async (_reason, text) => {
    const path = await makeFile(makeFolder());
    const other = new DatabaseSync(path);
    other.prepare(`UPDATE facts SET value = ? WHERE key = 'key 1'`).run(text);
    other.close();
    const store = await openStore(path);
    expect(store.read({ kind: 'signature', key: 'key 1' })).toBeNull();
    expect([...store.readMany('signature', ['key 1', 'key 2']).keys()]).toEqual(['key 2']);
    store.write({ kind: 'signature', key: 'key 1' }, 'found out again', null);
    expect(store.read({ kind: 'signature', key: 'key 1' })?.value).toBe('found out again');
  });

  it('times beyond all integers are read', async () => {
    const path = await makeFile(makeFolder());
    const other = new DatabaseSync(path);
    other.exec(`UPDATE facts SET stored_at = 9e300 WHERE key = 'key 1'`);
    other.close();
    expect((await openStore(path)).read({ kind: 'signature', key: 'key 1' })?.storedAt).toBe(9e300);
  });
});

describe('when more facts are written than are kept', () => {
  it('forgets the oldest, and what expired before anything else', async () => {
    let now = NOW;
    const store = await openStore(join(makeFolder(), 'facts.sqlite'), { clock: () => now, maximumFacts: 100 });
    for (let number = 0; number < 100; number += 1) store.write({ kind: 'old', key: `${number}` }, number, NOW + 1);
    now += 2;
    for (let number = 0; number < 1_001; number += 1) store.write({ kind: 'new', key: `${number}` }, number, null);
    expect(store.health().facts).toBeLessThan(700);
    expect(store.read({ kind: 'old', key: '99' })).toBeNull();
    expect(store.read({ kind: 'new', key: '1000' })?.value).toBe(1_000);
    expect(store.read({ kind: 'new', key: '0' })).toBeNull();
  });

  it('a fact that was written again is young again', async () => {
    const store = await openStore(join(makeFolder(), 'facts.sqlite'), { maximumFacts: 10 });
    for (let number = 0; number < 490; number += 1) store.write({ kind: 'k', key: `${number}` }, number, null);
    for (let number = 0; number < 11; number += 1) store.write({ kind: 'k', key: '0' }, 'again', null);
    expect(store.read({ kind: 'k', key: '0' })?.value).toBe('again');
    expect(store.health().facts).toBeLessThanOrEqual(11);
  });
});

describe('when the store is cleared', () => {
  it('gives the room back to the disk', async () => {
    const path = await makeFile(makeFolder());
    const store = await openStore(path);
    const before = statSync(path).size;
    store.clear();
    expect(statSync(path).size).toBeLessThan(before / 4);
    expect(store.health()).toMatchObject({ state: 'ok', facts: 0 });
  });
});
