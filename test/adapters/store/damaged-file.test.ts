import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { APPLICATION_ID, SCHEMA_VERSION } from '../../../backend/adapters/store/fact-schema.ts';
import { makeFile, makeFolder, NOW, openStore } from './store-folder.ts';

const A = { kind: 'signature', key: 'a' };
const GARBAGE = Buffer.alloc(40_000, 'this is no database; ');

function overwrite(path: string, position: number, bytes: Buffer): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
}

/** What may happen to the file; each loses facts, and is seen at the latest when facts are read. */
const damages: readonly (readonly [string, (path: string) => void])[] = [
  ['garbage', (path) => { writeFileSync(path, GARBAGE); }],
  ['a few bytes of garbage', (path) => { writeFileSync(path, 'x'); }],
  ['a page of garbage', (path) => { writeFileSync(path, 'x'.repeat(600)); }],
  ['a broken header', (path) => { overwrite(path, 0, Buffer.from('not SQLite')); }],
  ['an impossible page size', (path) => { overwrite(path, 16, Buffer.from([0, 3])); }],
  ['the first half', (path) => { truncateSync(path, statSync(path).size / 2); }],
  ['the first page alone', (path) => { truncateSync(path, 4096); }],
  ['half of the first page', (path) => { truncateSync(path, 2048); }],
  ['garbage after the first page', (path) => { overwrite(path, 4096, GARBAGE); }],
  ['zeros after the first page', (path) => { overwrite(path, 4096, Buffer.alloc(40_000)); }],
  ['zero bytes with a journal left', (path) => { truncateSync(path, 0); writeFileSync(`${path}-wal`, GARBAGE); }],
  ['a folder in its place', (path) => { rmSync(path); mkdirSync(join(path, 'inside'), { recursive: true }); }],
  ['a FIFO in its place', (path) => { rmSync(path); execFileSync('mkfifo', [path]); }],
  ['our mark without our table', (path) => {
    const database = new DatabaseSync(path);
    database.exec('DROP TABLE facts; CREATE TABLE facts (something TEXT)');
    database.close();
  }],
];

describe('when the file is damaged', () => {
  it.each(damages)('moves %s aside and goes on with a new file', async (_reason, damage) => {
    const folder = makeFolder();
    const path = await makeFile(folder);
    damage(path);
    const store = await openStore(path);
    for (let number = 0; number < 200; number += 1) store.read({ kind: 'signature', key: `key ${number}` });
    const health = store.health();
    expect(health).toMatchObject({ state: 'rebuilt', facts: 0 });
    expect(basename(health.movedTo ?? '')).toMatch(/^facts\.sqlite\.damaged-20260502T100000Z/);
    expect(existsSync(health.movedTo ?? '')).toBe(true);
    store.write(A, 1, null);
    store.close();
    const again = await openStore(path);
    expect(again.health()).toMatchObject({ state: 'ok', movedTo: null, facts: 1 });
    expect(again.read(A)?.value).toBe(1);
  });

  it('keeps the bytes as they were, with their journal', async () => {
    const path = await makeFile(makeFolder());
    writeFileSync(path, 'short');
    writeFileSync(`${path}-wal`, 'journal');
    const moved = (await openStore(path)).health().movedTo ?? '';
    expect(readFileSync(moved, 'utf8')).toBe('short');
    expect(readFileSync(`${moved}-wal`, 'utf8')).toBe('journal');
  });

  it('moves each damaged file to a name of its own', async () => {
    const folder = makeFolder();
    const path = join(folder, 'facts.sqlite');
    for (let round = 0; round < 3; round += 1) {
      writeFileSync(path, GARBAGE);
      (await openStore(path)).close();
    }
    expect(readdirSync(folder).filter((name) => name.includes('damaged')).length).toBe(3);
  });

  it('is noticed by a store that has it open, and a write is not lost', async () => {
    const path = await makeFile(makeFolder());
    const store = await openStore(path);
    overwrite(path, 4096, GARBAGE);
    store.write(A, 'kept', null);
    for (let number = 0; number < 200; number += 1) store.read({ kind: 'signature', key: `key ${number}` });
    store.write({ kind: 'signature', key: 'b' }, 'kept', null);
    expect(store.read({ kind: 'signature', key: 'b' })?.value).toBe('kept');
  });

  it('one store uses the file that another has rebuilt', async () => {
    const path = await makeFile(makeFolder());
    const [first, second] = [await openStore(path), await openStore(path)];
    overwrite(path, 4096, GARBAGE);
    for (const store of [first, second]) for (let number = 0; number < 200; number += 1) store.read({ kind: 'signature', key: `key ${number}` });
    first.write(A, 'shared', null);
    expect(second.read(A)?.value).toBe('shared');
    expect([first, second].filter((store) => store.health().movedTo !== null).length).toBe(1);
  });
});

describe('when the file is not ours to change', () => {
  const foreign: readonly (readonly [string, string])[] = [
    ['a newer version', `PRAGMA application_id = ${APPLICATION_ID}; CREATE TABLE facts (later TEXT); PRAGMA user_version = ${SCHEMA_VERSION + 1}`],
    ['another program, with a mark', 'PRAGMA application_id = 7; CREATE TABLE letters (text TEXT)'],
    ['another program, without one', 'CREATE TABLE letters (text TEXT)'],
    ['another program, with a version of its own', 'PRAGMA user_version = 1'],
  ];

  it.each(foreign)('leaves the file of %s as it is, and keeps facts in memory', async (_reason, statements) => {
    const path = join(makeFolder(), 'facts.sqlite');
    const database = new DatabaseSync(path);
    database.exec(statements);
    database.close();
    const before = readFileSync(path);
    const store = await openStore(path);
    expect(store.health()).toMatchObject({ state: 'memoryOnly', movedTo: null });
    store.write(A, 1, null);
    expect(store.read(A)?.value).toBe(1);
    store.clear();
    store.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('when the file is of an older version', () => {
  it('makes the table anew: facts can be found out again', async () => {
    const path = await makeFile(makeFolder());
    const database = new DatabaseSync(path);
    database.exec('DROP TABLE facts; CREATE TABLE facts (name TEXT, fact TEXT); PRAGMA user_version = 0');
    database.close();
    const store = await openStore(path);
    expect(store.health()).toMatchObject({ state: 'ok', movedTo: null, facts: 0 });
    store.write(A, NOW, null);
    expect(store.read(A)?.value).toBe(NOW);
  });
});

describe('when no file can be made', () => {
  it.each([
    ['a file stands where the folder should be', (folder: string) => { writeFileSync(join(folder, 'data'), ''); return join(folder, 'data', 'facts.sqlite'); }],
    ['a file system that takes no files', () => '/proc/mcp-trust/facts.sqlite'],
    ['a device that is no folder', () => '/dev/null/facts.sqlite'],
    ['a name that is too long', (folder: string) => join(folder, 'x'.repeat(300))],
  ])('keeps facts in memory: %s', async (_reason, prepare) => {
    const store = await openStore(prepare(makeFolder()));
    expect(store.health()).toMatchObject({ state: 'memoryOnly', movedTo: null });
    store.write(A, 1, null);
    expect(store.read(A)?.value).toBe(1);
  });
});
