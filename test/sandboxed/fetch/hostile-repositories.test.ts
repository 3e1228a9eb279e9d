import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FetchPlace, LIMITS } from './support/fetch-place.ts';
import { TestRepository, type TreeEntry } from './support/test-repository.ts';

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

/** A tree of one entry, which git itself would not write. */
function headOf(entries: readonly TreeEntry[], order: 'sorted' | 'asGiven' = 'asGiven'): string {
  const head = repository.commit(repository.tree(entries, order));
  repository.ref('refs/heads/main', head);
  return head;
}

describe('when attributes of a repository would change its files', () => {
  it.each([
    ['a filter', '* filter=evil\n', {}],
    ['a text conversion', '* diff=evil\n', {}],
    ['ids', '* ident\n', {}],
    ['commit data', '* export-subst\n', {}],
    ['left out files', '* export-ignore\n', {}],
    ['line ends', '* text eol=crlf\n', {}],
    ['another encoding', '* working-tree-encoding=UTF-16\n', {}],
    ['a macro', '[attr]evil filter=evil\n* evil\n', {}],
  ])('writes the bytes as they are in spite of %s', async (_what, attributes) => {
    const files = { '.gitattributes': attributes, 'a.txt': '$Id$ $Format:%H$\n', 'sub/.gitattributes': attributes, 'sub/b.txt': 'b\n' };
    const head = repository.head(files);
    await place.fetch(repository.url, head);
    expect(place.read('head')).toEqual(files);
  });
});

describe('when configuration of the served repository names programs', () => {
  it('runs none of them here', async () => {
    const trap = join(tmpdir(), `mcp-trust-trap-${process.pid}`);
    for (const key of ['core.fsmonitor', 'core.sshCommand', 'filter.evil.smudge', 'filter.evil.process', 'diff.evil.textconv', 'core.pager', 'credential.helper']) repository.git(['config', key, `touch ${trap}`]);
    const head = repository.head({ '.gitattributes': '* filter=evil diff=evil\n', '.gitconfig': `[core]\n\tfsmonitor = touch ${trap}\n`, '.gitmodules': '[submodule "a"]\n\tpath = a\n\turl = ext::sh -c x\n', a: 'a' });
    const outcome = await place.fetch(repository.url, head).catch((error: unknown) => error);
    // A transport like that in .gitmodules is refused as a whole (git, fsck: gitmodulesUrl).
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'source_malformed' });
    expect(existsSync(trap)).toBe(false);
  });
});

describe('when a repository has links', () => {
  it.each([
    ['an absolute target', { l: '->/etc/passwd' }],
    ['a target above the tree', { l: '->../x' }],
    ['a target above the tree, from below', { 'a/b/l': '->../../../x' }],
    ['a way out and in again', { l: '->../head/a', a: 'a' }],
    ['a chain', { one: '->two', two: '->d/../../x', 'd/f': 'f' }],
    ['a chain through a folder', { d: '->..', l: '->d/passwd' }],
    ['a link to /proc', { l: '->/proc/self/environ' }],
    ['nothing', { l: '->absent' }],
    ['itself', { l: '->l' }],
    ['each other', { a: '->b', b: '->a' }],
    ['below a file', { f: 'f', l: '->f/x' }],
    ['a NUL', { l: '->a\0b', a: 'a' }],
    ['a git folder', { l: '->.git/config' }],
  ])('drops and reports one to %s', async (_what, files) => {
    const head = repository.head(files);
    const { skipped, fetched } = await place.fetch(repository.url, head);
    const links = Object.entries(files).filter(([, content]) => content.startsWith('->')).map(([path]) => path).sort();
    expect(skipped.filter(({ reason }) => reason === 'link_outside').map(({ file }) => file).sort()).toEqual(links);
    expect(Object.keys(place.read('head'))).toHaveLength(fetched.files);
    expect(Object.values(place.read('head')).filter((content) => content.startsWith('->'))).toEqual([]);
  });

  it('keeps those that stay inside', async () => {
    const files = { 'a/f': 'f', up: '->a/f', 'a/side': '->./f', 'a/b/back': '->../../up', folder: '->a', 'through': '->folder/f', root: '->.' };
    const head = repository.head(files);
    const { skipped } = await place.fetch(repository.url, head);
    expect(skipped).toEqual([]);
    expect(place.read('head')).toEqual(files);
  });

  it('never writes through one', async () => {
    const [file, inner] = [repository.blob('inside'), repository.files({ x: 'x' })];
    const target = repository.blob('/tmp');
    for (const entries of [
      [{ mode: '120000', name: 'd', id: target }, { mode: '40000', name: 'd', id: inner }],
      [{ mode: '120000', name: 'd', id: target }, { mode: '100644', name: 'd', id: file }],
    ] as const) {
      const head = headOf(entries);
      await expect(place.fetch(repository.url, head)).rejects.toMatchObject({ code: 'source_malformed' });
    }
  });
});

describe('when a tree has names that no tree should have', () => {
  it.each([
    ['.git', '.git'],
    ['.GIT', '.GIT'],
    ['a short name of NTFS', 'git~1'],
    ['a trailing dot', '.git.'],
    ['a stream of NTFS', '.git::$INDEX_ALLOCATION'],
    ['a code point that HFS+ ignores', '.g\u200cit'],
    ['a backslash', 'a\\..\\.git\\config'],
    ['the folder above', '..'],
    ['the folder itself', '.'],
    ['a slash', 'a/b'],
    ['an absolute path', '/etc/passwd'],
    ['nothing', ''],
  ])('refuses or leaves out %s', async (_what, name) => {
    const id = repository.blob('evil');
    const head = headOf([{ mode: '100644', name, id }]);
    const outcome = await place.fetch(repository.url, head).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'source_malformed' });
    else expect(place.read('head')).toEqual({});
  });

  it('leaves out and reports names that are not UTF-8, too long, or too deep', async () => {
    const id = repository.blob('x');
    let deep = repository.tree([{ mode: '100644', name: 'f', id }]);
    for (let depth = 0; depth < 70; depth += 1) deep = repository.tree([{ mode: '40000', name: 'd', id: deep }]);
    const head = headOf([{ mode: '100644', name: 'ok', id }, { mode: '40000', name: 'deep', id: deep }, { mode: '100644', name: Buffer.from([0x66, 0xff]), id }, { mode: '100644', name: 'n'.repeat(300), id }], 'sorted');
    const { skipped } = await place.fetch(repository.url, head);
    expect(place.read('head')).toEqual({ ok: 'x' });
    expect(skipped.map(({ reason }) => reason).sort()).toEqual(['name_not_utf8', 'path_too_long', 'path_too_long']);
  });

  it.each([
    ['twice the same name', [['a', '100644'], ['a', '100644']]],
    ['a wrong order', [['b', '100644'], ['a', '100644']]],
  ] as const)('refuses %s', async (_what, names) => {
    const id = repository.blob('x');
    const head = headOf(names.map(([name, mode]) => ({ mode, name, id })));
    await expect(place.fetch(repository.url, head)).rejects.toMatchObject({ code: 'source_malformed' });
  });

  it('keeps names with control characters, which are only written', async () => {
    const files = { 'a\u001b[2Jb': 'x', 'line\nfeed': 'y', '-rf': 'z', '--': 'w', '$(id)': 'v' };
    const head = repository.head(files);
    await place.fetch(repository.url, head);
    expect(place.read('head')).toEqual(files);
  });
});

describe('when a tree points to what is not there', () => {
  it('reports submodules, and fetches none', async () => {
    const head = headOf([{ mode: '160000', name: 'module', id: 'a'.repeat(40) }, { mode: '100644', name: 'ok', id: repository.blob('x') }], 'sorted');
    const { skipped } = await place.fetch(repository.url, head);
    expect(skipped).toEqual([{ file: 'module', reason: 'submodule' }]);
    expect(place.read('head')).toEqual({ ok: 'x' });
  });

  it('reports pointers of LFS, and fetches nothing for them', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;
    const head = repository.head({ 'model.bin': pointer, '.lfsconfig': '[lfs]\n\turl = http://127.0.0.1:1/\n', '.gitattributes': '*.bin filter=lfs\n' });
    const { skipped } = await place.fetch(repository.url, head);
    expect(skipped).toEqual([{ file: 'model.bin', reason: 'lfs_pointer' }]);
    expect(place.read('head')['model.bin']).toBe(pointer);
  });
});

describe('when a small pack holds something large', () => {
  it('stops at a tree with 10^12 files', async () => {
    let tree = repository.files({ f: 'f' });
    for (let level = 0; level < 12; level += 1) tree = repository.tree(Array.from({ length: 10 }, (_, index) => ({ mode: '40000', name: `d${index}`, id: tree })));
    const head = repository.commit(tree);
    await expect(place.fetch(repository.url, head)).rejects.toMatchObject({ code: 'source_too_large' });
    const again = new FetchPlace();
    const server = repository.commit(repository.tree([{ mode: '40000', name: 'bomb', id: tree }, { mode: '40000', name: 'server', id: repository.files({ a: 'a' }) }]));
    const { skipped } = await again.fetch(repository.url, server, { directory: 'server' });
    expect(again.read('head')).toEqual({ 'server/a': 'a' });
    expect(skipped.map(({ reason }) => reason)).toContain('too_many_files');
    again.remove();
  });

  it('leaves out 400 MB of zeros', async () => {
    const zeros = repository.blob(Buffer.alloc(400 * 1024 * 1024));
    repository.git(['config', 'uploadpack.allowFilter', 'false']);
    const head = headOf([{ mode: '100644', name: 'zeros', id: zeros }, { mode: '100644', name: 'ok', id: repository.blob('x') }], 'sorted');
    const { skipped } = await place.fetch(repository.url, head);
    expect(place.read('head')).toEqual({ ok: 'x' });
    expect(skipped).toEqual([{ file: 'zeros', reason: 'too_large' }]);
  }, 60_000);

  it('counts what many files of one content take', async () => {
    const blob = repository.blob(Buffer.alloc(1024 * 1024));
    const head = headOf(Array.from({ length: 20 }, (_, index) => ({ mode: '100644', name: `f${index}`, id: blob })), 'sorted');
    await expect(place.fetch(repository.url, head, { limits: { ...LIMITS, treeBytes: 10 * 1024 * 1024 } })).rejects.toMatchObject({ code: 'source_too_large' });
  });
});
