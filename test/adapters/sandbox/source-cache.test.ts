import { beforeEach, describe, expect, it } from 'vitest';
import { SOURCE_CACHE_LIMITS, SourceCache, type SourceKey } from '../../../backend/adapters/sandbox/source-cache.ts';
import { FakeVolumes } from './support/fake-volumes.ts';

const { signal } = new AbortController();
const source = (project: string, more: Partial<SourceKey> = {}): SourceKey => ({ project: `https://example.com/${project}`, head: 'a'.repeat(40), base: null, directory: null, ...more });

let engine: FakeVolumes;
let used: Set<string>;
let cache: SourceCache;

beforeEach(() => {
  engine = new FakeVolumes();
  used = new Set();
  cache = new SourceCache(engine.maker, (volume) => used.has(volume));
});

async function keep(key: SourceKey, bytes = 10): Promise<string> {
  const volume = await cache.create(key, 'run', signal);
  await cache.complete(volume, bytes);
  return volume;
}

describe('when a source is looked for', () => {
  it('is there once it is complete, for the same project, commits and folder alone', async () => {
    const volume = await cache.create(source('a'), 'run', signal);
    expect(await cache.find(source('a'), signal)).toEqual([]);
    expect(await cache.list(signal)).toEqual([]);
    await cache.complete(volume, 10);
    expect(await cache.find(source('a'), signal)).toEqual([volume]);
    for (const other of [source('b'), source('a', { head: 'b'.repeat(40) }), source('a', { base: 'b'.repeat(40) }), source('a', { directory: 'd' })]) expect(await cache.find(other, signal)).toEqual([]);
    expect(await cache.list(signal)).toMatchObject([{ volume, project: 'https://example.com/a', head: 'a'.repeat(40), base: null, bytes: 10 }]);
  });

  it('is there for another process as well', async () => {
    const volume = await keep(source('a'));
    expect(await new SourceCache(engine.maker, () => false).find(source('a'), signal)).toEqual([volume]);
  });
});

describe('when there is no more room', () => {
  it('gives up the least recently used', async () => {
    const first = await keep(source('first'));
    const second = await keep(source('second'));
    for (let index = 2; index < SOURCE_CACHE_LIMITS.sources; index += 1) await keep(source(`${index}`));
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    await cache.touch(first, signal);
    await keep(source('one more'));
    const volumes = (await cache.list(signal)).map(({ volume }) => volume);
    expect(volumes).toHaveLength(SOURCE_CACHE_LIMITS.sources);
    expect(volumes).toContain(first);
    expect(volumes).not.toContain(second);
    // One mark a source.
    expect(engine.volumes.size).toBe(2 * SOURCE_CACHE_LIMITS.sources);
  });

  it('counts bytes as well', async () => {
    const large = await keep(source('large'), SOURCE_CACHE_LIMITS.bytes);
    const next = await keep(source('next'));
    expect((await cache.list(signal)).map(({ volume }) => volume)).toEqual([next]);
    expect(engine.volumes.has(large)).toBe(false);
  });

  it('leaves what is used, here or by a container', async () => {
    const here = await keep(source('here'), SOURCE_CACHE_LIMITS.bytes);
    used.add(here);
    const elsewhere = await keep(source('elsewhere'));
    engine.held.add(elsewhere);
    await keep(source('next'));
    expect((await cache.list(signal)).map(({ volume }) => volume)).toEqual(expect.arrayContaining([here, elsewhere]));
  });
});

describe('when a process ended while it fetched', () => {
  it('removes what it left, and marks without a source', async () => {
    const complete = await keep(source('complete'));
    const unfinished = await cache.create(source('unfinished'), 'run', signal);
    await cache.complete('a-volume-that-somebody-removed', 1);
    expect(await cache.removeUnfinished(signal)).toBe(1);
    expect(engine.volumes.has(unfinished)).toBe(true);
    engine.orphan();
    expect(await cache.removeUnfinished(signal)).toBe(1);
    expect((await cache.list(signal)).map(({ volume }) => volume)).toEqual([complete]);
    expect(engine.volumes.size).toBe(2);
  });
});

describe('when everything is cleared', () => {
  it('keeps what a review works with, and what somebody fetches', async () => {
    await keep(source('gone'));
    const mine = await keep(source('mine'));
    used.add(mine);
    const fetching = await cache.create(source('fetching'), 'run', signal);
    await cache.clear(signal);
    expect([...engine.volumes.keys()]).toEqual(expect.arrayContaining([mine, fetching]));
    expect(engine.volumes.size).toBe(3);
  });
});
