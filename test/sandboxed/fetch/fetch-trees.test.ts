import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecord } from '../../../backend/sandboxed/fetch/fetch-record.ts';
import { FetchPlace, LIMITS } from './support/fetch-place.ts';
import { TestRepository } from './support/test-repository.ts';

let repository: TestRepository;
let place: FetchPlace;

beforeEach(() => {
  repository = new TestRepository();
  place = new FetchPlace();
});

afterEach(() => {
  repository.remove();
  place.remove();
});

const MISSING = 'f'.repeat(40);

describe('when a commit is fetched', () => {
  it('writes its tree alone, with plain modes, and no trace of git', async () => {
    repository.head({ 'old.txt': 'old' });
    const tree = repository.tree([
      { mode: '100644', name: 'a.txt', id: repository.blob('a\r\n') },
      { mode: '100755', name: 'run.sh', id: repository.blob('#!/bin/sh\n') },
      { mode: '40000', name: 'empty-is-not-kept', id: repository.tree([]) },
      { mode: '40000', name: 'src', id: repository.files({ 'deep/b.ts': 'b' }) },
    ]);
    const head = repository.commit(tree);
    repository.ref('refs/heads/main', head);
    const { fetched, skipped } = await place.fetch(repository.url, head);
    expect(place.read('head')).toEqual({ 'a.txt': 'a\r\n', 'run.sh': '#!/bin/sh\n', 'src/deep/b.ts': 'b' });
    expect([place.mode('head/a.txt'), place.mode('head/run.sh'), place.mode('head/src')]).toEqual([0o644, 0o755, 0o755]);
    expect(fetched).toMatchObject({ files: 3, bytes: 14, isBaseAncestor: null, baseFiles: 0 });
    expect(skipped).toEqual([]);
    expect(readdirSync(place.target).sort()).toEqual(['fetched.jsonl', 'head']);
    expect(readdirSync(place.scratch)).toEqual([]);
  });

  it('fetches a commit that no branch has, where the server gives it', async () => {
    repository.head({ 'a.txt': 'a' });
    const stray = repository.commit(repository.files({ 'fork.txt': 'only here' }));
    await place.fetch(repository.url, stray);
    expect(place.read('head')).toEqual({ 'fork.txt': 'only here' });
  });

  it.each([
    ['a commit that is not there', (): string => MISSING],
    ['a tree', (): string => repository.files({ a: 'a' })],
    ['a blob', (): string => repository.blob('a')],
  ])('refuses %s', async (_what, toId) => {
    repository.head({ 'a.txt': 'a' });
    await expect(place.fetch(repository.url, toId())).rejects.toMatchObject({ code: 'source_commit_missing' });
    expect(existsSync(join(place.target, 'fetched.jsonl'))).toBe(false);
  });

  it('refuses a base that is not there', async () => {
    const head = repository.head({ 'a.txt': 'a' });
    await expect(place.fetch(repository.url, head, { base: MISSING })).rejects.toMatchObject({ code: 'source_commit_missing' });
  });

  it.each([
    ['another transport', 'ssh://git@127.0.0.1/a'],
    ['a program as transport', 'ext::sh -c touch% /tmp/x'],
    ['plain http to another machine', 'http://example.com/a'],
    ['credentials', 'http://user:secret@127.0.0.1/a'],
    ['an option', '--upload-pack=touch'],
    ['https, when only tests’ transports are allowed', 'https://127.0.0.1/a'],
  ])('refuses %s as project', async (_what, project) => {
    await expect(place.fetch(project, MISSING)).rejects.toMatchObject({ code: 'source_unreachable' });
  });

  it('works with a place that nobody used before alone', async () => {
    const head = repository.head({ 'a.txt': 'a' });
    await place.fetch(repository.url, head);
    await expect(place.fetch(repository.url, head)).rejects.toMatchObject({ code: 'source_malformed' });
  });
});

describe('when a folder of the repository is asked for', () => {
  const files = { 'server/main.ts': 'main', 'server/lib/x.ts': 'x', 'other/y.ts': 'yyyyyyyyyy', 'z.txt': 'z' };

  it('brings the rest as context', async () => {
    const head = repository.head(files);
    const { fetched } = await place.fetch(repository.url, head, { directory: 'server' });
    expect(Object.keys(place.read('head'))).toEqual(['other/y.ts', 'server/lib/x.ts', 'server/main.ts', 'z.txt']);
    expect(fetched).toMatchObject({ files: 4, directory: 'server' });
  });

  it('brings the folder whole and of the rest what fits, and names what does not', async () => {
    const head = repository.head(files);
    const { skipped } = await place.fetch(repository.url, head, { directory: 'server', limits: { ...LIMITS, treeBytes: 8 } });
    expect(Object.keys(place.read('head'))).toEqual(['server/lib/x.ts', 'server/main.ts', 'z.txt']);
    expect(skipped).toEqual([{ file: 'other/y.ts', reason: 'too_large' }]);
  });

  it('says so by count as well', async () => {
    const head = repository.head(files);
    const { skipped } = await place.fetch(repository.url, head, { directory: 'server', limits: { ...LIMITS, files: 3 } });
    expect(skipped).toEqual([{ file: 'z.txt', reason: 'too_many_files' }]);
  });

  it.each(['absent', 'server/main.ts', 'server/../server', '/server', '..'])('refuses %s', async (directory) => {
    const head = repository.head(files);
    await expect(place.fetch(repository.url, head, { directory })).rejects.toMatchObject({ code: 'source_directory_missing' });
  });

  it('refuses a link as folder', async () => {
    const head = repository.head({ ...files, link: '->server' });
    await expect(place.fetch(repository.url, head, { directory: 'link' })).rejects.toMatchObject({ code: 'source_directory_missing' });
  });
});

describe('when there is more than is allowed', () => {
  it.each([
    ['files', { files: 2 }],
    ['bytes', { treeBytes: 5 }],
  ])('refuses too many %s', async (_what, limit) => {
    const head = repository.head({ a: 'aaa', b: 'bbb', c: 'ccc' });
    await expect(place.fetch(repository.url, head, { limits: { ...LIMITS, ...limit } })).rejects.toMatchObject({ code: 'source_too_large' });
  });

  it('refuses a folder that does not fit, whatever else there is', async () => {
    const head = repository.head({ 'server/a': 'aaa', 'server/b': 'bbb', c: 'c' });
    await expect(place.fetch(repository.url, head, { directory: 'server', limits: { ...LIMITS, files: 1 } })).rejects.toMatchObject({ code: 'source_too_large' });
  });

  it('ends git when the pack grows too large', async () => {
    const noise = Array.from({ length: 6 }, (_, index) => [`n${index}`, Buffer.from(Array.from({ length: 1_000_000 }, () => Math.floor(Math.random() * 256)))] as const);
    const head = repository.head(Object.fromEntries(noise));
    const outcome = await place.fetch(repository.url, head, { limits: { ...LIMITS, packBytes: 100_000 } }).catch((error: unknown) => error);
    // A fast disk may be done before it is measured: then all is there.
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'source_too_large' });
    else expect(outcome).toMatchObject({ fetched: { files: 6 } });
  });

  it('leaves out a file that is too large, and says so', async () => {
    const head = repository.head({ a: 'a', large: Buffer.alloc(17 * 1024 * 1024, 1) });
    const { skipped } = await place.fetch(repository.url, head);
    expect(place.read('head')).toEqual({ a: 'a' });
    expect(skipped).toEqual([{ file: 'large', reason: 'too_large' }]);
  });

  it('leaves it out where the server knows no filters as well', async () => {
    repository.git(['config', 'uploadpack.allowFilter', 'false']);
    const head = repository.head({ a: 'a', large: Buffer.alloc(17 * 1024 * 1024, 1) });
    const { skipped } = await place.fetch(repository.url, head);
    expect(skipped).toEqual([{ file: 'large', reason: 'too_large' }]);
  });

  it('takes as many files as it may, and not one more', async () => {
    const blob = repository.blob('x');
    const folder = (count: number): string => repository.tree(Array.from({ length: count }, (_, index) => ({ mode: '100644', name: `f${index}`, id: blob })));
    const full = repository.commit(folder(1000));
    const { fetched } = await place.fetch(repository.url, full, { limits: { ...LIMITS, files: 1000 } });
    expect(fetched.files).toBe(1000);
    const second = new FetchPlace();
    const large = repository.commit(repository.tree(Array.from({ length: 60 }, (_, index) => ({ mode: '40000', name: `d${index}`, id: folder(1000) }))));
    await expect(second.fetch(repository.url, large)).rejects.toMatchObject({ code: 'source_too_large' });
    second.remove();
  });
});

describe('when what was fetched is recalled', () => {
  it('tells the same again, for the same source alone', async () => {
    const head = repository.head({ 'a.txt': 'a', out: '->/etc/passwd' });
    await place.fetch(repository.url, head);
    const source = { kind: 'recall', project: repository.url, head, base: null, directory: null } as const;
    expect(await readRecord(place.target, source)).toEqual([
      { kind: 'skipped', files: [{ file: 'out', reason: 'link_outside' }] },
      expect.objectContaining({ kind: 'fetched', head, files: 1 }),
    ]);
    for (const other of [{ head: MISSING }, { base: head }, { directory: 'a' }, { project: 'https://example.com/a' }]) {
      await expect(readRecord(place.target, { ...source, ...other })).rejects.toMatchObject({ code: 'source_malformed' });
    }
  });

  it('refuses a place where a fetch was cut off, or a file went away', async () => {
    const head = repository.head({ 'a.txt': 'a' });
    const source = { kind: 'recall', project: repository.url, head, base: null, directory: null } as const;
    await expect(readRecord(place.target, source)).rejects.toMatchObject({ code: 'source_malformed' });
    await place.fetch(repository.url, head);
    const { rmSync } = await import('node:fs');
    rmSync(join(place.target, 'head/a.txt'));
    await expect(readRecord(place.target, source)).rejects.toMatchObject({ code: 'source_malformed' });
  });
});
