import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { git, hasGit } from '../../fixtures/registry/make-registry.ts';
import { codeOf } from '../../app/support/code-of.ts';
import { TestUpstreams } from './test-upstream.ts';

const CALL = { signal: new AbortController().signal };
const FIRST = { Dockerfile: 'FROM scratch', 'src/fetch/Dockerfile': 'FROM scratch', 'src/fetch/index.ts': 'a', 'src/other/index.ts': 'b' };
const ABSENT = 'f'.repeat(40);

describe.skipIf(!hasGit())('when a project is asked', { timeout: 60_000 }, () => {
  let upstreams: TestUpstreams;
  let first: string;
  let head: string;
  const project = 'https://forge.example/servers';
  const openAt = (heads: readonly string[], commits: readonly string[] = []) => upstreams.open().open(project, { heads, commits }, CALL);

  beforeEach(() => {
    upstreams = new TestUpstreams();
    first = upstreams.make('servers', [{ files: FIRST }]);
    head = upstreams.advance('servers', { 'src/fetch/index.ts': 'c', 'src/fetch/new.ts': 'd', 'src/other/index.ts': null });
  });
  afterEach(() => { upstreams.remove(); });

  it('names its branches, tags by their commit, and the default branch', async () => {
    const path = upstreams.path('servers');
    git(path, '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'tag', '-a', '-m', 'one', 'v1.0', first);
    git(path, 'update-ref', 'refs/pull/7/merge', first);
    git(path, 'update-ref', 'refs/heads/v1.0', head);
    const references = await upstreams.open().listReferences(project, CALL);
    expect(['main', 'refs/tags/v1.0', 'v1.0', 'refs/pull/7/merge', 'gone', 'HEAD~1', '--upload-pack=touch pwned'].map((name) => references.commitOf(name))).toEqual([head, first, head, first, null, null, null]);
    expect(references.defaultBranch).toBe('main');
    expect(upstreams.calls).toHaveLength(1);
  });

  it('tells what lies between two commits, inside of a folder', async () => {
    const changes = await (await openAt([head], [first])).changesBetween(first, head, 'src/fetch');
    expect(changes).toMatchObject({ commitCount: 1, commits: [{ commit: head, author: 'Registry', date: '2026-01-01T13:00:00.000Z' }], fileCount: 2 });
    expect(changes.files).toEqual([{ path: 'src/fetch/index.ts', change: 'modified' }, { path: 'src/fetch/new.ts', change: 'added' }]);
    expect((await (await openAt([head], [first])).changesBetween(first, head, null)).fileCount).toBe(3);
  });

  it('keeps lists short and counts all', async () => {
    const last = upstreams.advance('servers', { x: 'y' });
    const opened = await upstreams.open({ limits: { commits: 1, files: 1 } }).open(project, { heads: [last], commits: [first] }, CALL);
    const changes = await opened.changesBetween(first, last, null);
    expect([changes.commits.length, changes.commitCount, changes.files.length, changes.fileCount]).toEqual([1, 2, 1, 4]);
    expect(await opened.isReachable(first, last)).toBe(true);
  });

  it('fetches no contents of files', async () => {
    await openAt([head]);
    const [cache = ''] = readdirSync(join(upstreams.folder, 'cache'));
    const objects = git(join(upstreams.folder, 'cache', cache), 'cat-file', '--batch-all-objects', '--batch-check=%(objecttype)');
    expect(objects).not.toContain('blob');
  });

  it('fetches once what does not move', async () => {
    await openAt([head], [first]);
    await openAt([head], [first]);
    expect(upstreams.count('fetch')).toBe(1);
  });

  it.each([
    ['src/fetch', 'folder', true], ['src/fetch/Dockerfile', 'file', true], ['Dockerfile', 'file', true], ['src/fetch', 'file', false], ['Dockerfile', 'folder', false],
    ['src', 'folder', true], ['src/none', 'folder', false], ['src/*', 'folder', false], ['src/fetch/none', 'file', false], [':(glob)src', 'folder', false], ['--name-only', 'file', false],
  ] as const)('looks for %s as a %s: %s', async (path, kind, expected) => {
    expect(await (await openAt([head])).hasPath(head, path, kind)).toBe(expected);
  });

  it('finds no files in a submodule', async () => {
    const path = upstreams.path('servers');
    const stream = `commit refs/heads/sub\ncommitter a <a@example.com> 1 +0000\ndata 0\nfrom ${head}\nM 160000 ${first} module\n`;
    execFileSync('git', ['--git-dir', path, 'fast-import', '--quiet'], { input: stream });
    const commit = git(path, 'rev-parse', 'refs/heads/sub');
    expect(await (await openAt([commit])).hasPath(commit, 'module', 'folder')).toBe(false);
  });
});

describe.skipIf(!hasGit())('when a pin is not of the branch', { timeout: 60_000 }, () => {
  let upstreams: TestUpstreams;
  let first: string;
  const project = 'https://forge.example/p';

  beforeEach(() => {
    upstreams = new TestUpstreams();
    first = upstreams.make('p', [{ files: FIRST }]);
  });
  afterEach(() => { upstreams.remove(); });

  it('has a commit of a fork, and says that no branch or tag contains it', async () => {
    const fork = upstreams.fork('p');
    const opened = await upstreams.open().open(project, { heads: [first], commits: [fork] }, CALL);
    expect([await opened.hasCommit(fork), await opened.isReachable(fork, first), await opened.findContaining(fork)]).toEqual([true, false, null]);
  });

  it('does not have what nobody has, and still answers for the others', async () => {
    const fork = upstreams.fork('p');
    const opened = await upstreams.open().open(project, { heads: [first], commits: [ABSENT, fork] }, CALL);
    expect([await opened.hasCommit(ABSENT), await opened.hasCommit(fork), await opened.hasCommit(first)]).toEqual([false, true, true]);
  });

  it('names the tag that kept a commit after the branch was rewritten', async () => {
    const path = upstreams.path('p');
    git(path, 'tag', 'v1', first);
    const rewritten = upstreams.advance('p', { other: 'history' }, null);
    const opened = await upstreams.open().open(project, { heads: [rewritten], commits: [first] }, CALL);
    expect([await opened.isReachable(first, rewritten), await opened.findContaining(first)]).toEqual([false, 'refs/tags/v1']);
    git(path, 'tag', '-d', 'v1');
    const again = await upstreams.open().open(project, { heads: [rewritten], commits: [first] }, CALL);
    expect(await again.findContaining(first)).toBeNull();
  });

  it('fetches what was seen, though the branch was rewritten since', async () => {
    const upstream = upstreams.open();
    const seen = (await upstream.listReferences(project, CALL)).commitOf('main') ?? '';
    upstreams.advance('p', { other: 'history' }, null);
    const opened = await upstream.open(project, { heads: [seen], commits: [] }, CALL);
    expect(await opened.hasCommit(seen)).toBe(true);
  });

  it('mends a damaged cache', async () => {
    await upstreams.open().open(project, { heads: [first], commits: [] }, CALL);
    const [cache = ''] = readdirSync(join(upstreams.folder, 'cache'));
    rmSync(join(upstreams.folder, 'cache', cache, 'objects'), { recursive: true });
    const opened = await upstreams.open().open(project, { heads: [first], commits: [] }, CALL);
    expect(await opened.hasPath(first, 'Dockerfile', 'file')).toBe(true);
  });

  it('says when nothing can be kept', async () => {
    const file = join(upstreams.folder, 'file');
    writeFileSync(file, '');
    expect(await codeOf(upstreams.open({ cacheFolder: file }).open(project, { heads: [first], commits: [] }, CALL))).toBe('store_unavailable');
  });

  it('is unusable when its history is too large', async () => {
    const large = upstreams.make('large', [{ files: { a: randomBytes(4_000_000) } }]);
    git(upstreams.path('large'), 'config', 'uploadpack.allowFilter', 'false');
    const slow = upstreams.open({ limits: { cacheBytes: -1, fetchMs: 60_000 } });
    // Either the fetch is done before the first look at its size, or it is ended.
    expect([null, 'upstream_malformed']).toContain(await codeOf(slow.open('https://forge.example/large', { heads: [large], commits: [] }, CALL)));
  });
});
