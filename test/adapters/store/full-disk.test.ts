import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder, NOW, openStore } from './store-folder.ts';

const A = { kind: 'signature', key: 'a' };
const full = expect.objectContaining({ code: 'store_full' }) as unknown;

describe('when the file reaches the size that it may have', () => {
  it('forgets older facts to make room', async () => {
    const path = join(makeFolder(), 'facts.sqlite');
    const store = await openStore(path, { maximumPages: 100 });
    for (let number = 0; number < 1_000; number += 1) store.write({ kind: 'k', key: `${number}` }, 'x'.repeat(3_000), null);
    expect(store.health().bytes).toBeLessThanOrEqual(100 * 4096);
    expect(store.health().facts).toBeGreaterThan(10);
    expect(store.read({ kind: 'k', key: '999' })).not.toBeNull();
    expect(store.read({ kind: 'k', key: '0' })).toBeNull();
  });

  it('refuses what would cost most of the others, and keeps them', async () => {
    const store = await openStore(join(makeFolder(), 'facts.sqlite'), { maximumPages: 100 });
    store.write(A, 'kept', null);
    expect(() => {
      store.write({ kind: 'k', key: 'huge' }, 'x'.repeat(1_000_000), null);
    }).toThrow(full);
    expect(store.read(A)?.value).toBe('kept');
    expect(store.health().facts).toBe(1);
  });
});

const mounted = mountSmallDisk();

describe.skipIf(mounted === null)('when the disk is full [needs the right to mount]', () => {
  const folder = mounted ?? '';
  const filler = join(folder, 'filler');

  beforeAll(() => {
    mkdirSync(join(folder, 'data'));
  });
  afterAll(() => {
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes fail with a code, reads go on, and with room again so do writes', async () => {
    const store = await openStore(join(folder, 'data', 'facts.sqlite'));
    store.write(A, 'before', null);
    fillDisk(folder, filler);
    expect(() => {
      for (let number = 0; number < 100; number += 1) store.write({ kind: 'k', key: `${number}` }, 'x'.repeat(100_000), null);
    }).toThrow(full);
    expect(store.read(A)).toEqual({ value: 'before', storedAt: NOW });
    expect(store.health().state).toBe('ok');
    rmSync(filler);
    store.write(A, 'after', null);
    expect(store.read(A)?.value).toBe('after');
  });

  it('a store that opens then keeps what is there, and moves nothing aside', async () => {
    fillDisk(folder, filler);
    const store = await openStore(join(folder, 'data', 'facts.sqlite'));
    expect(store.health().movedTo).toBeNull();
    expect(['ok', 'memoryOnly']).toContain(store.health().state);
    store.close();
    rmSync(filler);
    expect((await openStore(join(folder, 'data', 'facts.sqlite'))).read(A)?.value).toBe('after');
  });

  it('a new file on it is kept in memory', async () => {
    fillDisk(folder, filler);
    const store = await openStore(join(folder, 'data', 'new.sqlite'));
    expect(store.health()).toMatchObject({ state: 'memoryOnly', movedTo: null });
    store.write(A, 'in memory', null);
    expect(store.read(A)?.value).toBe('in memory');
    rmSync(filler);
  });

  it('a disk that became read-only is no damage', async () => {
    spawnSync('mount', ['-o', 'remount,ro', folder]);
    const store = await openStore(join(folder, 'data', 'facts.sqlite'));
    expect(store.health()).toMatchObject({ state: 'memoryOnly', movedTo: null });
    store.close();
    spawnSync('mount', ['-o', 'remount,rw', folder]);
    expect((await openStore(join(folder, 'data', 'facts.sqlite'))).read(A)?.value).toBe('after');
  });
});

function mountSmallDisk(): string | null {
  if (process.getuid?.() !== 0) return null;
  const folder = join(tmpdir(), `mcp-trust-disk-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]).status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

function fillDisk(folder: string, filler: string): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(filler, Buffer.alloc(bavail * bsize));
}
