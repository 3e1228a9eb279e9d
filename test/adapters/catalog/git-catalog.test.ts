import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { runGit } from '../../../backend/adapters/git/run-git.ts';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import type { GitCall } from '../../../backend/ports/git-runner.ts';
import { addCommits, git, hasGit, makeEmptyRegistry } from '../../fixtures/registry/make-registry.ts';
import { commitOf, entryFile } from '../../fixtures/registry/server-yaml.ts';
import { coded, digits, refresh, TestRegistry } from './test-registry.ts';

const FETCH = parseRepository('mcp/fetch');
const LOCK = { beatMs: 50, staleMs: 1000, pollMs: 20 };

/** A runner that counts the calls and can be told to fail. */
function countingGit() {
  const calls: GitCall[] = [];
  const run = (call: GitCall) => {
    calls.push(call);
    return runGit(call);
  };
  return { run, calls, count: (subcommand: string) => calls.filter(({ args }) => args[0] === subcommand).length };
}

describe.skipIf(!hasGit())('when a catalog is fetched from git', { timeout: 60_000 }, () => {
  let registry: TestRegistry;

  beforeEach(() => {
    registry = new TestRegistry([{ files: entryFile('fetch') }, { files: entryFile('fetch', { commit: commitOf('b') }) }]);
    return () => { registry.remove(); };
  });

  describe('and the source is', () => {
    it('a file URL', async () => {
      expect(digits(await registry.fetch({ source: pathToFileURL(registry.source).href }), 'fetch')).toBe('a b');
    });

    it('a directory with a work tree', async () => {
      const tree = join(registry.folder, 'tree');
      mkdirSync(tree);
      cpSync(registry.source, join(tree, '.git'), { recursive: true });
      expect(digits(await registry.fetch({ source: tree }), 'fetch')).toBe('a b');
    });

    it('another one than before: each has a clone of its own', async () => {
      const other = join(registry.folder, 'other.git');
      makeEmptyRegistry(other);
      addCommits(other, [{ files: entryFile('fetch', { commit: commitOf('c') }) }]);
      await registry.fetch();
      expect(digits(await registry.fetch({ source: other }), 'fetch')).toBe('c');
      expect(digits(await (await registry.open()).snapshot(), 'fetch')).toBe('a b');
    });

    it.each([
      ['http://example.com/x', 'not encrypted'], ['git://example.com/x', 'git'], ['ssh://example.com/x', 'ssh'], ['ext::sh -c touch', 'a command'],
      ['https://user:secret@example.com/x', 'credentials'], ['https://', 'no URL'], ['file://host/%2F', 'no path'],
    ])('refused: %s (%s)', async (source) => {
      const error: unknown = await registry.open({ source }).catch((caught: unknown) => caught);
      expect(error).toEqual(coded('catalog_unavailable'));
      expect(String(error)).not.toContain('secret');
    });

    it.each(['', '-x', '--upload-pack=touch', 'a..b', 'a b', 'a:b', '+a', 'a^', 'a~1', '*', 'a\n', '.a', 'a/.b', 'a.lock', 'a/', '/a', 'a//b', '@{-1}', 'x'.repeat(300)].filter((branch) => branch !== '+a'))('refused for its branch: %j', async (branch) => {
      await expect(registry.open({ branch })).rejects.toEqual(coded('catalog_unavailable'));
    });

    it.each(['feature/x', 'v1.0', 'a-b_c', '+a', 'käse', 'x@y'])('fetched from its branch %s', async (branch) => {
      git(registry.source, 'update-ref', `refs/heads/${branch}`, 'refs/heads/main~1');
      expect(digits(await registry.fetch({ branch }), 'fetch')).toBe('a');
    });

    const failing: readonly (readonly [why: string, make: (registry: TestRegistry) => string, code: string])[] = [
      ['a directory without a repository', ({ folder }) => { mkdirSync(join(folder, 'plain')); return join(folder, 'plain'); }, 'catalog_not_a_repository'],
      ['a directory that is not there', ({ folder }) => join(folder, 'nothing'), 'catalog_not_a_repository'],
      ['a file', ({ folder }) => { writeFileSync(join(folder, 'file'), 'x'); return join(folder, 'file'); }, 'catalog_not_a_repository'],
      ['a directory that only looks like one', ({ folder }) => { mkdirSync(join(folder, 'fake')); writeFileSync(join(folder, 'fake', 'HEAD'), 'x'); return join(folder, 'fake'); }, 'catalog_not_a_repository'],
      ['an empty repository', ({ folder }) => { makeEmptyRegistry(join(folder, 'empty')); return join(folder, 'empty'); }, 'catalog_unavailable'],
    ];
    it.each(failing)('%s: a code, and nothing is left', async (_, make, code) => {
      const catalog = await registry.open({ source: make(registry) });
      await expect(refresh(catalog)).rejects.toEqual(coded(code));
      expect(catalog.status()).toMatchObject({ state: 'failed', code });
      expect(readdirSync(registry.data)).toEqual([]);
    });

    it('without the branch', async () => {
      await expect(refresh(await registry.open({ branch: 'trunk' }))).rejects.toEqual(coded('catalog_unavailable'));
    });

    it('a server that never answers', async () => {
      const server = createServer((socket) => socket.on('error', () => undefined).resume());
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => { server.close(); });
      const address = server.address();
      const catalog = await registry.open({ source: `https://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}/x.git`, limits: { cloneMs: 500 } });
      await expect(refresh(catalog)).rejects.toEqual(coded('git_timeout'));
      expect(readdirSync(registry.data)).toEqual([]);
    });
  });

  describe('and it was fetched before', () => {
    beforeEach(() => registry.fetch());

    it('opens without git', async () => {
      const { run, calls } = countingGit();
      const catalog = await registry.open({ git: run });
      expect(catalog.status()).toMatchObject({ state: 'ready', serverCount: 1 });
      expect(digits(await catalog.snapshot(), 'fetch')).toBe('a b');
      expect(calls).toEqual([]);
    });

    it('reads no history again where nothing changed, and says when it looked', async () => {
      const { run, count } = countingGit();
      const before = (await registry.open()).status().fetchedAt ?? '';
      const catalog = await registry.open({ git: run, clock: () => Date.parse(before) + 5000 });
      await refresh(catalog);
      expect([count('fetch'), count('log'), count('cat-file')]).toEqual([1, 0, 1]);
      expect(Date.parse(catalog.status().fetchedAt ?? '') - Date.parse(before)).toBe(5000);
    });

    it('serves the former state while it is fetched', async () => {
      addCommits(registry.source, [{ files: entryFile('fetch', { commit: commitOf('c') }) }]);
      const catalog = await registry.open();
      const running = refresh(catalog);
      expect(catalog.status().state).toBe('ready');
      expect(digits(await catalog.snapshot(), 'fetch')).toBe('a b');
      await running;
      expect(digits(await catalog.snapshot(), 'fetch')).toBe('a b c');
    });

    it('sees what another process fetched', async () => {
      const catalog = await registry.open();
      addCommits(registry.source, [{ files: entryFile('fetch', { commit: commitOf('c') }) }]);
      await registry.fetch();
      expect(digits(await catalog.snapshot(), 'fetch')).toBe('a b c');
    });

    it('remembers a rewritten history', async () => {
      const former = (await registry.open()).status().head;
      const head = addCommits(registry.source, [{ files: entryFile('fetch', { commit: commitOf('e') }) }], null);
      expect(await refresh(await registry.open())).toMatchObject({ state: 'rewritten', head: former, pendingHead: head });
      const again = await registry.open();
      expect(again.status()).toMatchObject({ state: 'rewritten', head: former, pendingHead: head });
      expect(digits(await again.snapshot(), 'fetch')).toBe('a b');
      await again.acceptRewrittenHead(head);
      expect(digits(await (await registry.open()).snapshot(), 'fetch')).toBe('e');
    });

    it('takes a branch that went back for a rewritten one', async () => {
      git(registry.source, 'update-ref', 'refs/heads/main', 'refs/heads/main~1');
      expect(await refresh(await registry.open())).toMatchObject({ state: 'rewritten' });
    });

    it('does not claim to be fresh because of a rewritten history', async () => {
      const catalog = await registry.open();
      const { fetchedAt } = catalog.status();
      addCommits(registry.source, [{ files: entryFile('fetch', { commit: commitOf('e') }) }], null);
      await refresh(catalog);
      expect(catalog.status().fetchedAt).toBe(fetchedAt);
    });

    it('leaves one index file', async () => {
      addCommits(registry.source, [{ files: entryFile('fetch', { commit: commitOf('c') }) }]);
      await registry.fetch();
      expect(readdirSync(registry.clone).sort()).toEqual([expect.stringMatching(/^index-[0-9a-f]{40}\.json$/), 'repository.git', 'state.json']);
    });
  });

  describe('and several fetch at once', () => {
    it('calls of one catalog share a run', async () => {
      const { run, count } = countingGit();
      const catalog = await registry.open({ git: run });
      await Promise.all([refresh(catalog), refresh(catalog), refresh(catalog)]);
      expect(count('fetch')).toBe(1);
    });

    it('catalogs of several processes wait for each other, and fetch once', async () => {
      const { run, count } = countingGit();
      const catalogs = await Promise.all([1, 2, 3].map(() => registry.open({ git: run, lockTimes: LOCK })));
      const states = await Promise.all(catalogs.map((catalog) => refresh(catalog)));
      expect(states.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
      expect(count('fetch')).toBe(1);
      expect(readdirSync(registry.data).filter((name) => !/^[0-9a-f]{16}$/.test(name))).toEqual([]);
    });

    it('a cancelled call leaves the others alone', async () => {
      const catalog = await registry.open();
      const controller = new AbortController();
      const cancelled = catalog.refresh({ signal: controller.signal });
      const other = refresh(catalog);
      controller.abort();
      await expect(cancelled).rejects.toEqual(coded('cancelled'));
      expect(await other).toMatchObject({ state: 'ready' });
    });

    it('the last one who goes ends it, and nothing is left', async () => {
      const catalog = await registry.open();
      const controller = new AbortController();
      const cancelled = catalog.refresh({ signal: controller.signal });
      controller.abort();
      await expect(cancelled).rejects.toEqual(coded('cancelled'));
      expect(await refresh(catalog)).toMatchObject({ state: 'ready' });
      expect(readdirSync(registry.data)).toHaveLength(1);
    });
  });

  it('tells how far it is', async () => {
    const phases: string[] = [];
    const catalog = await registry.open();
    await catalog.refresh({ signal: new AbortController().signal, onProgress: (phase) => { phases.push(phase); } });
    expect(phases.at(-1)).toBe('Indexing');
  });

  it('finds entries with every spelling of the registry', async () => {
    const snapshot = await registry.fetch();
    expect(snapshot.entryFor(FETCH)).toEqual(snapshot.entryFor(parseRepository('registry-1.docker.io/mcp/fetch')));
  });
});

describe.skipIf(!hasGit() || process.env['MCP_TRUST_REGISTRY_BUNDLE'] === undefined)('when the real registry is read (MCP_TRUST_REGISTRY_BUNDLE)', () => {
  it('finds its servers and their pins', async () => {
    const registry = new TestRegistry([]);
    onTestFinished(() => { registry.remove(); });
    await runGit({ args: ['clone', '--quiet', '--bare', '--', process.env['MCP_TRUST_REGISTRY_BUNDLE'] ?? '', registry.source], gitDirectory: null, protocols: ['file'], timeoutMs: 120_000, maxOutputBytes: 1000 });
    const snapshot = await registry.fetch({ branch: 'cut' });
    const pins = snapshot.entries().flatMap(({ name }) => snapshot.historyFor(name)?.intervals ?? []);
    expect(snapshot.serverCount).toBeGreaterThan(300);
    expect(pins.length).toBeGreaterThan(2500);
    expect(snapshot.problems.length).toBeLessThan(10);
  }, 120_000);
});
