import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRepository } from '../../backend/core/image/repository.ts';
import type { Catalog } from '../../backend/ports/catalog.ts';

/**
 * A registry whose branch a suite can move. Each `publish` makes the same world for every implementation:
 * - `first`: server `fetch` (image `mcp/fetch`) pins a, then b; `old` (image `mcp/old`) pins a; `broken` cannot be read
 * - `second` follows it: `fetch` pins c, `old` was removed
 * - `rewritten` does not follow: `fetch` alone, pinning d
 */
export interface CatalogWorld {
  /** The catalog, opened on nothing. */
  readonly catalog: Catalog;
  publish(state: 'first' | 'second' | 'rewritten'): Promise<void> | void;
  /** The registry cannot be reached from now on. */
  breakDown(): Promise<void> | void;
  close(): Promise<void> | void;
}

const signal = () => new AbortController().signal;
const repository = (name: string) => parseRepository(`mcp/${name}`);
const coded = (code: string): unknown => expect.objectContaining({ name: 'CodedError', code });

/** What every catalog must do. */
export function describeCatalog(name: string, open: () => Promise<CatalogWorld> | CatalogWorld): void {
  describe(`the contract of a catalog, kept by ${name}`, { timeout: 60_000 }, () => {
    let world: CatalogWorld;
    const refresh = () => world.catalog.refresh({ signal: signal() });
    const head = async () => (await world.catalog.snapshot()).head;

    beforeEach(async () => {
      world = await open();
      await world.publish('first');
    });
    afterEach(() => world.close());

    describe('when it was never fetched', () => {
      it('is absent', () => {
        expect(world.catalog.status()).toMatchObject({ state: 'absent', head: null, fetchedAt: null, serverCount: 0 });
      });

      it('has no snapshot, with a code', async () => {
        await expect(world.catalog.snapshot()).rejects.toEqual(coded('catalog_unavailable'));
      });

      it('is failed when the first fetch fails', async () => {
        await world.breakDown();
        await expect(refresh()).rejects.toHaveProperty('code');
        expect(world.catalog.status()).toMatchObject({ state: 'failed', head: null });
        await expect(world.catalog.snapshot()).rejects.toEqual(coded('catalog_unavailable'));
      });

      it('is loading while it is fetched', async () => {
        const running = refresh();
        expect(world.catalog.status().state).toBe('loading');
        await expect(world.catalog.snapshot()).rejects.toEqual(coded('catalog_loading'));
        await running;
      });
    });

    describe('when it was fetched', () => {
      beforeEach(async () => { await refresh(); });

      it('is ready', () => {
        expect(world.catalog.status()).toMatchObject({ state: 'ready', serverCount: 3 });
        expect(world.catalog.status().fetchedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      });

      it('finds entries by image', async () => {
        const snapshot = await world.catalog.snapshot();
        expect(snapshot.entryFor(repository('fetch'))).toMatchObject({ name: 'fetch', source: { commit: 'b'.repeat(40) } });
        expect(snapshot.entryFor(parseRepository('index.docker.io/mcp/fetch'))).toMatchObject({ name: 'fetch' });
        expect(snapshot.entryFor(repository('nobody'))).toBeNull();
        expect(snapshot.entries().map((entry) => entry.name)).toEqual(['fetch', 'old']);
      });

      it('tells the history of a server', async () => {
        const snapshot = await world.catalog.snapshot();
        expect(snapshot.historyFor('fetch')).toMatchObject({ server: 'fetch', removedAt: null, intervals: [{ commit: 'a'.repeat(40) }, { commit: 'b'.repeat(40), until: null }] });
        expect(snapshot.historyFor('nobody')).toBeNull();
      });

      it('names the server of an image', async () => {
        const snapshot = await world.catalog.snapshot();
        expect(snapshot.serverFor(repository('fetch'))).toBe('fetch');
        expect(snapshot.serverFor(repository('nobody'))).toBeNull();
      });

      it('reports an entry that cannot be read, which costs it alone', async () => {
        const snapshot = await world.catalog.snapshot();
        expect(snapshot.problems).toMatchObject([{ server: 'broken', code: 'entry_yaml_invalid' }]);
        expect(snapshot.problemFor('broken')).toMatchObject({ server: 'broken' });
        expect(snapshot.problemFor('fetch')).toBeNull();
      });

      it('takes over what follows', async () => {
        const before = await world.catalog.snapshot();
        await world.publish('second');
        expect(await refresh()).toMatchObject({ state: 'ready', serverCount: 2 });
        const after = await world.catalog.snapshot();
        expect(after.entryFor(repository('fetch'))).toMatchObject({ source: { commit: 'c'.repeat(40) } });
        expect(before.entryFor(repository('fetch'))).toMatchObject({ source: { commit: 'b'.repeat(40) } });
      });

      it('remembers what was removed', async () => {
        await world.publish('second');
        await refresh();
        const snapshot = await world.catalog.snapshot();
        expect(snapshot.entryFor(repository('old'))).toBeNull();
        expect(snapshot.serverFor(repository('old'))).toBe('old');
        expect(snapshot.historyFor('old')?.removedAt).not.toBeNull();
        expect(snapshot.historyFor('old')?.intervals).toMatchObject([{ commit: 'a'.repeat(40) }]);
      });

      it('serves what it has after a failure, and says so', async () => {
        const before = await head();
        await world.breakDown();
        await expect(refresh()).rejects.toHaveProperty('retryable');
        expect(world.catalog.status()).toMatchObject({ state: 'stale', head: before, serverCount: 3 });
        expect(await head()).toBe(before);
      });

      it('never adopts a rewritten history by itself', async () => {
        const before = await head();
        await world.publish('rewritten');
        const status = await refresh();
        expect(status).toMatchObject({ state: 'rewritten', head: before });
        expect(await head()).toBe(before);
        await refresh();
        expect(world.catalog.status().state).toBe('rewritten');
      });

      it('adopts it when it is accepted', async () => {
        await world.publish('rewritten');
        const status = await refresh();
        const pending = status.state === 'rewritten' ? status.pendingHead : '';
        expect(await world.catalog.acceptRewrittenHead(pending)).toMatchObject({ state: 'ready', head: pending, serverCount: 1 });
        expect((await world.catalog.snapshot()).entryFor(repository('fetch'))).toMatchObject({ source: { commit: 'd'.repeat(40) } });
      });

      it('accepts no other head', async () => {
        await world.publish('rewritten');
        await refresh();
        await expect(world.catalog.acceptRewrittenHead('f'.repeat(40))).rejects.toEqual(coded('catalog_unavailable'));
        expect(world.catalog.status().state).toBe('rewritten');
      });

      it('forgets the warning when the history is as it was', async () => {
        await world.publish('rewritten');
        await refresh();
        await world.publish('first');
        expect(await refresh()).toMatchObject({ state: 'ready' });
      });

      it('gives a cancelled call its code', async () => {
        await expect(world.catalog.refresh({ signal: AbortSignal.abort() })).rejects.toEqual(coded('cancelled'));
      });

      it('shares one run between calls', async () => {
        await world.publish('second');
        const [one, other] = await Promise.all([refresh(), refresh()]);
        expect(one).toEqual(other);
      });
    });
  });
}
