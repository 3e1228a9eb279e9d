import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { addCommits, hasGit } from '../../fixtures/registry/make-registry.ts';
import { commitOf, entryFile } from '../../fixtures/registry/server-yaml.ts';
import { coded, digits, refresh, TestRegistry } from './test-registry.ts';

const LOCK = { beatMs: 50, staleMs: 1000, pollMs: 20 };

describe.skipIf(!hasGit())('when what a catalog wrote is damaged', { timeout: 60_000 }, () => {
  let registry: TestRegistry;

  beforeEach(async () => {
    registry = new TestRegistry([{ files: entryFile('fetch') }, { files: entryFile('fetch', { commit: commitOf('b') }) }]);
    await registry.fetch();
    return () => { registry.remove(); };
  });

  const indexDamage: readonly (readonly [why: string, damage: (path: string) => void])[] = [
    ['removed', (path) => { rmSync(path); }],
    ['cut off', (path) => { truncateSync(path, 100); }],
    ['empty', (path) => { truncateSync(path, 0); }],
    ['of another version', (path) => { writeFileSync(path, readFileSync(path, 'utf8').replace('"version":2', '"version":0')); }],
    ['of another head', (path) => { writeFileSync(path, readFileSync(path, 'utf8').replace(/"head":"[0-9a-f]/, '"head":"g')); }],
    ['with an image that is none', (path) => { writeFileSync(path, readFileSync(path, 'utf8').replaceAll('docker.io/mcp/fetch', 'MCP//Fetch')); }],
    ['with a pin that is none', (path) => { writeFileSync(path, readFileSync(path, 'utf8').replaceAll(commitOf('b'), 'b')); }],
    ['binary', (path) => { writeFileSync(path, Buffer.from([0, 255, 1])); }],
  ];
  it.each(indexDamage)('builds the index again where it was %s', async (_, damage) => {
    damage(registry.index);
    const catalog = await registry.open();
    expect(digits(await catalog.snapshot(), 'fetch')).toBe('a b');
    expect(catalog.status().state).toBe('ready');
    expect(JSON.parse(readFileSync(registry.index, 'utf8'))).toMatchObject({ version: 2 });
  });

  const packs = (clone: string) => readdirSync(join(clone, 'repository.git', 'objects'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const cloneDamage: readonly (readonly [why: string, damage: (clone: string) => void])[] = [
    ['has objects that are cut off', (clone) => { packs(clone).forEach((path) => { rmSync(path); writeFileSync(path, 'x'); }); }],
    ['has no objects', (clone) => { packs(clone).forEach((path) => { rmSync(path); }); }],
    ['has no HEAD', (clone) => { rmSync(join(clone, 'repository.git', 'HEAD')); }],
    ['is gone', (clone) => { rmSync(join(clone, 'repository.git'), { recursive: true }); }],
    ['is a file', (clone) => { rmSync(join(clone, 'repository.git'), { recursive: true }); writeFileSync(join(clone, 'repository.git'), 'x'); }],
  ];
  it.each(cloneDamage)('mends or makes the clone again where it %s', async (_, damage) => {
    damage(registry.clone);
    addCommits(registry.source, [{ files: entryFile('fetch', { commit: commitOf('c') }) }]);
    const catalog = await registry.open();
    expect(digits(await catalog.snapshot(), 'fetch')).toBe('a b');
    expect(await refresh(catalog)).toMatchObject({ state: 'ready' });
    expect(digits(await catalog.snapshot(), 'fetch')).toBe('a b c');
    // Without the index file all of the history comes from the clone.
    rmSync(registry.index);
    expect(digits(await (await registry.open()).snapshot(), 'fetch')).toBe('a b c');
  });

  it('keeps a damaged clone beside the new one', async () => {
    cloneDamage[2]?.[1](registry.clone);
    await refresh(await registry.open());
    expect(readdirSync(registry.data).filter((name) => name.endsWith('.damaged'))).toHaveLength(1);
  });

  it('clones again where clone and index are damaged', async () => {
    cloneDamage[0]?.[1](registry.clone);
    rmSync(registry.index);
    const catalog = await registry.open();
    expect(catalog.status().state).toBe('failed');
    await expect(catalog.snapshot()).rejects.toEqual(coded('catalog_unavailable'));
    expect(await refresh(catalog)).toMatchObject({ state: 'ready' });
    expect(digits(await catalog.snapshot(), 'fetch')).toBe('a b');
  });

  it('holds a rewritten history back also when it must clone again', async () => {
    const former = (await registry.open()).status().head;
    cloneDamage[3]?.[1](registry.clone);
    const head = addCommits(registry.source, [{ files: entryFile('fetch', { commit: commitOf('e') }) }], null);
    const catalog = await registry.open();
    expect(await refresh(catalog)).toMatchObject({ state: 'rewritten', head: former, pendingHead: head });
    expect(digits(await (await registry.open()).snapshot(), 'fetch')).toBe('a b');
  });

  it('keeps a damaged clone that cannot be replaced now, and goes on serving', async () => {
    cloneDamage[3]?.[1](registry.clone);
    renameSync(registry.source, `${registry.source}.gone`);
    const catalog = await registry.open();
    await expect(refresh(catalog)).rejects.toEqual(coded('catalog_not_a_repository'));
    expect(catalog.status().state).toBe('stale');
    expect(digits(await (await registry.open()).snapshot(), 'fetch')).toBe('a b');
  });

  it('starts anew where the state is damaged', async () => {
    writeFileSync(join(registry.clone, 'state.json'), '{"version":1,"head":"main"}');
    const catalog = await registry.open();
    expect(catalog.status().state).toBe('absent');
    expect(await refresh(catalog)).toMatchObject({ state: 'ready' });
  });

  describe('and a process crashed before', () => {
    const lockPath = async () => {
      await registry.fetch();
      const path = `${registry.clone}.lock`;
      writeFileSync(path, 'of a process that is gone');
      return path;
    };

    it('takes over its lock when it shows no life', async () => {
      const path = await lockPath();
      utimesSync(path, new Date(0), new Date(0));
      expect(await refresh(await registry.open({ lockTimes: LOCK }))).toMatchObject({ state: 'ready' });
      expect(existsSync(path)).toBe(false);
    });

    it('waits for a lock that is alive, until it is cancelled', async () => {
      await lockPath();
      const controller = new AbortController();
      const waiting = (await registry.open()).refresh({ signal: controller.signal });
      setTimeout(() => { controller.abort(); }, 100);
      await expect(waiting).rejects.toEqual(coded('cancelled'));
    });

    it('removes its half clone', async () => {
      await registry.fetch();
      const half = `${registry.clone}.tmp-123456`;
      mkdirSync(half);
      rmSync(registry.clone, { recursive: true });
      await registry.fetch();
      expect(existsSync(half)).toBe(false);
    });
  });
});
