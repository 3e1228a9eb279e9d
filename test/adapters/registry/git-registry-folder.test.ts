import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRegistryFolder } from '../../../backend/adapters/registry/git-registry-folder.ts';
import { REGISTRY_LIMITS } from '../../../backend/adapters/registry/registry-limits.ts';
import { runGit } from '../../../backend/adapters/git/run-git.ts';
import { addCommits, git, hasGit } from '../../fixtures/registry/make-registry.ts';
import { commitOf, entryFile, serverPath, serverYaml } from '../../fixtures/registry/server-yaml.ts';
import { codeOf } from '../../app/support/code-of.ts';
import { TestFolder } from './test-folder.ts';

const { signal } = new AbortController();
const DATE = '2026-02-03T04:05:06.000Z';
const PREFIX = 'automation/update-pin-';

function setUp(): { readonly test: () => TestFolder; readonly main: () => string } {
  let test: TestFolder | null = null;
  beforeEach(() => { test = new TestFolder([{ files: { ...entryFile('one'), ...entryFile('two'), 'README.md': 'x' } }]); });
  afterEach(() => { test?.remove(); });
  const current = (): TestFolder => { if (test === null) throw new Error('not made'); return test; };
  return { test: current, main: () => current().git('rev-parse', 'main') };
}

describe.skipIf(!hasGit())('when entries are listed', { timeout: 60_000 }, () => {
  const { test } = setUp();

  it('reads the work tree, and a commit', async () => {
    const { folder, work } = test();
    writeFileSync(join(work, serverPath('one')), 'changed');
    expect((await folder.listFiles(null, signal)).files.map(({ server, text }) => [server, text.length])).toEqual([['one', 7], ['two', serverYaml('two').length]]);
    expect((await folder.listFiles('HEAD', signal)).files[0]).toEqual({ server: 'one', file: serverPath('one'), text: serverYaml('one') });
  });

  it('keeps byte order mark and line ends', async () => {
    const { folder, work } = test();
    const text = `\ufeff${serverYaml('one').replaceAll('\n', '\r\n')}`;
    writeFileSync(join(work, serverPath('one')), text);
    expect((await folder.listFiles(null, signal)).files[0]?.text).toBe(text);
  });

  it('follows nothing, and reads nothing that is no entry', async () => {
    const { folder, work } = test();
    const servers = join(work, 'servers');
    for (const name of ['link', 'none', 'pipe', 'folder', 'binary', 'large', 'empty']) mkdirSync(join(servers, name));
    symlinkSync('/etc/passwd', join(servers, 'link', 'server.yaml'));
    symlinkSync('one', join(servers, 'linked-folder'));
    execFileSync('mkfifo', [join(servers, 'pipe', 'server.yaml')]);
    mkdirSync(join(servers, 'folder', 'server.yaml'));
    writeFileSync(join(servers, 'binary', 'server.yaml'), Buffer.from([0xff, 0xfe, 0x00]));
    writeFileSync(join(servers, 'large', 'server.yaml'), 'x'.repeat(REGISTRY_LIMITS.entryBytes + 1));
    writeFileSync(join(servers, 'empty', 'server.yaml'), '');
    writeFileSync(join(servers, 'stray.txt'), 'x');
    const { files, problems } = await folder.listFiles(null, signal);
    expect(files.map(({ server }) => server)).toEqual(['empty', 'one', 'two']);
    expect(Object.fromEntries(problems.map(({ server, code }) => [server, code]))).toEqual({
      binary: 'entry_yaml_invalid', folder: 'file_unreadable', large: 'entry_too_large', link: 'file_unreadable', 'linked-folder': 'file_unreadable', none: 'file_unreadable', pipe: 'file_unreadable',
    });
  });

  it('reads no links out of a commit', async () => {
    const { remote } = test();
    const folder = openRegistryFolder(remote, runGit);
    addCommits(remote, [{ files: { [serverPath('link')]: { link: '../one/server.yaml' }, [serverPath('large')]: 'x'.repeat(REGISTRY_LIMITS.entryBytes + 1) } }]);
    const { files, problems } = await folder.listFiles('main', signal);
    expect([files.length, problems.map(({ code }) => code)]).toEqual([2, ['entry_too_large', 'file_unreadable']]);
  });

  it('is no registry', async () => {
    const { root, work } = test();
    expect(await codeOf(openRegistryFolder(root, runGit).listFiles(null, signal))).toBe('registry_folder_unreadable');
    expect(await codeOf(openRegistryFolder(join(root, 'none'), runGit).listFiles(null, signal))).toBe('registry_folder_unreadable');
    expect(await codeOf(openRegistryFolder(root, runGit).resolve('HEAD', signal))).toBe('registry_folder_unreadable');
    renameSync(join(work, 'servers'), join(work, 'moved'));
    symlinkSync('moved', join(work, 'servers'));
    expect(await codeOf(test().folder.listFiles(null, signal))).toBe('registry_folder_unreadable');
  });

  it('may lie deeper in its repository', async () => {
    const { work } = test();
    mkdirSync(join(work, 'deep'));
    renameSync(join(work, 'servers'), join(work, 'deep', 'servers'));
    test().git('add', '-A');
    test().git('commit', '-q', '-m', 'deep');
    const deep = openRegistryFolder(join(work, 'deep'), runGit);
    expect((await deep.listFiles('HEAD', signal)).files.map(({ file }) => file)).toEqual([serverPath('one'), serverPath('two')]);
    writeFileSync(join(work, 'deep', serverPath('two')), 'x');
    expect(await deep.changedServers('HEAD', null, signal)).toEqual(['two']);
    const commits = await deep.commitPins([{ server: 'one', file: serverPath('one'), text: 'new', message: 'm', date: DATE, parent: test().git('rev-parse', 'HEAD') }], signal);
    expect(test().git('show', '--name-only', '--format=', commits.get('one') ?? '')).toBe(`deep/${serverPath('one')}`);
  });
});

describe.skipIf(!hasGit())('when changes are asked for', { timeout: 60_000 }, () => {
  const { test, main } = setUp();

  it('names servers of two commits, and of the work tree with new ones', async () => {
    const older = main();
    const { folder, work } = test();
    writeFileSync(join(work, serverPath('one')), 'changed');
    test().git('commit', '-q', '-a', '-m', 'one');
    expect(await folder.changedServers(older, main(), signal)).toEqual(['one']);
    expect(await folder.changedServers(main(), null, signal)).toEqual([]);
    mkdirSync(join(work, 'servers', 'three'));
    writeFileSync(join(work, serverPath('three')), 'new');
    rmSync(join(work, 'servers', 'two'), { recursive: true });
    const before = test().look();
    expect(await folder.changedServers(older, null, signal)).toEqual(['one', 'three', 'two']);
    expect(test().look()).toBe(before);
  });

  it('resolves revisions, and takes none for an option', async () => {
    const { folder } = test();
    expect(await folder.resolve('main', signal)).toBe(main());
    for (const revision of ['none', '--all', '-q', 'main:README.md', '']) expect(await folder.resolve(revision, signal)).toBeNull();
    expect(await folder.mergeBase(main(), main(), signal)).toBe(main());
  });
});

describe.skipIf(!hasGit())('when pins are committed', { timeout: 60_000 }, () => {
  const { test, main } = setUp();
  const pin = (server: string, text: string, parent = main()) => ({ server, file: serverPath(server), text, message: 'chore: update pin\n\nfrom main\n', date: DATE, parent });

  it('changes one file a commit, the same each time, and nothing that a person sees', async () => {
    const { folder, work } = test();
    const references = test().git('for-each-ref');
    const before = test().look();
    const texts = { one: serverYaml('one', { commit: commitOf('b') }), two: 'data 3\nabc\ncommit refs/heads/main\n' };
    const first = await folder.commitPins([pin('one', texts.one), pin('two', texts.two)], signal);
    expect(await folder.commitPins([pin('two', texts.two), pin('one', texts.one)], signal)).toEqual(new Map([...first].reverse()));
    expect([test().look(), test().git('for-each-ref')]).toEqual([before, references]);
    expect(readdirSync(join(work, '.git', 'refs')).toSorted()).toEqual(['heads', 'remotes', 'tags']);
    for (const [server, text] of Object.entries(texts)) {
      const commit = first.get(server) ?? '';
      expect(execFileSync('git', ['-C', work, 'show', `${commit}:${serverPath(server)}`], { encoding: 'utf8' })).toBe(text);
      expect(test().git('diff', '--name-only', main(), commit)).toBe(serverPath(server));
      expect(test().git('show', '-s', '--format=%P %s %aI', commit)).toBe(`${main()} chore: update pin 2026-02-03T04:05:06+00:00`);
    }
    expect(test().git('diff', '--numstat', main(), first.get('one') ?? '')).toBe(`1\t1\t${serverPath('one')}`);
  });

  it('keeps the mode of a file', async () => {
    const { folder, work } = test();
    chmodSync(join(work, serverPath('one')), 0o755);
    test().git('commit', '-q', '-a', '-m', 'mode');
    const commits = await folder.commitPins([pin('one', 'x')], signal);
    expect(test().git('diff', '--summary', main(), commits.get('one') ?? '')).toBe('');
  });

  it('says when git cannot write', async () => {
    expect(await codeOf(test().folder.commitPins([pin('one', 'x', commitOf('0'))], signal))).not.toBeNull();
  });
});

describe.skipIf(!hasGit()).each([['here', null], ['at a remote', 'origin']] as const)('when branches are published %s', { timeout: 60_000 }, (_name, remote) => {
  const { test, main } = setUp();
  const place = (): string => (remote === null ? join(test().work, '.git') : test().remote);
  const make = async (text: string): Promise<string> =>
    (await test().folder.commitPins([{ server: 'one', file: serverPath('one'), text, message: 'm\n', date: DATE, parent: main() }], signal)).get('one') ?? '';
  const publish = async (commit: string, expected: string | null) => (await test().folder.publish(remote, [{ branch: `${PREFIX}one`, commit, expected }], signal)).get(`${PREFIX}one`)?.state;

  it('makes, moves, and leaves what is there already', async () => {
    const [first, second] = [await make('a'), await make('b')];
    const before = test().look();
    expect([await publish(first, null), await publish(first, first), await publish(second, first)]).toEqual(['pushed', 'unchanged', 'pushed']);
    expect(git(place(), 'rev-parse', `refs/heads/${PREFIX}one`)).toBe(second);
    const { main: head, branches } = await test().folder.readHeads(remote, PREFIX, signal);
    expect([head, [...branches]]).toEqual([{ branch: 'main', commit: main() }, [[`${PREFIX}one`, second]]]);
    expect(test().look()).toBe(before);
  });

  it('does not move what stands elsewhere, and moves the others', async () => {
    const [first, second] = [await make('a'), await make('b')];
    await publish(first, null);
    expect([await publish(second, null), await publish(second, commitOf('c'))]).toEqual(['refused', 'refused']);
    const both = await test().folder.publish(remote, [{ branch: `${PREFIX}one`, commit: second, expected: null }, { branch: `${PREFIX}two`, commit: second, expected: null }], signal);
    expect([...both.values()].map(({ state }) => state)).toEqual(['refused', 'pushed']);
    expect(git(place(), 'rev-parse', `refs/heads/${PREFIX}one`)).toBe(first);
  });

  it('tells its own commits from those of people', async () => {
    const { folder } = test();
    const own = await make('a');
    const read = async (commit: string) => (await folder.readBranches({ branches: [{ commit, file: serverPath('one') }], main: main() }, signal))[0];
    expect(await read(own)).toEqual({ isOwn: true, text: 'a', parentText: serverYaml('one') });
    const amended = test().git('commit-tree', '-p', main(), '-m', 'm', `${own}^{tree}`);
    const added = test().git('commit-tree', '-p', own, '-m', 'more', `${own}^{tree}`);
    const below = (await folder.commitPins([{ server: 'one', file: serverPath('one'), text: 'z', message: 'm', date: DATE, parent: amended }], signal)).get('one') ?? '';
    const other = (await folder.commitPins([{ server: 'one', file: serverPath('two'), text: 'z', message: 'm', date: DATE, parent: main() }], signal)).get('one') ?? '';
    for (const commit of [amended, added, below, other]) expect((await read(commit))?.isOwn).toBe(false);
    expect(await folder.readBranches({ branches: [], main: main() }, signal)).toEqual([]);
  });
});

describe.skipIf(!hasGit())('when a remote is named', { timeout: 60_000 }, () => {
  const { test, main } = setUp();

  it.each(['', '--upload-pack=touch pwned', 'a\nb', 'ext::sh -c "touch pwned"', 'http://127.0.0.1:1/x', 'git://127.0.0.1/x'])('never runs %j', async (remote) => {
    const { folder, work } = test();
    expect(await codeOf(folder.readHeads(remote, PREFIX, signal))).not.toBeNull();
    expect(await codeOf(folder.publish(remote, [{ branch: `${PREFIX}one`, commit: main(), expected: null }], signal))).toMatch(/usage|push_failed/);
    expect([existsSync('pwned'), existsSync(join(work, 'pwned')), existsSync('/pwned')]).toEqual([false, false, false]);
  });

  it('brings the commits of a branch here without naming them', async () => {
    const { folder, remote } = test();
    const head = addCommits(remote, [{ files: entryFile('three') }]);
    const before = [test().look(), test().git('for-each-ref')];
    await folder.obtain('origin', [{ branch: 'main', commit: head }], signal);
    expect(await folder.changedServers(main(), head, signal)).toEqual(['three']);
    expect([test().look(), test().git('for-each-ref')]).toEqual(before);
  });

  it('does not move a branch that is checked out', async () => {
    const { folder } = test();
    test().git('checkout', '-q', '-b', `${PREFIX}one`);
    const result = await folder.publish(null, [{ branch: `${PREFIX}one`, commit: test().git('commit-tree', '-m', 'x', 'HEAD^{tree}'), expected: main() }], signal);
    expect(result.get(`${PREFIX}one`)?.state).toBe('refused');
  });

  it('says that a branch is protected', async () => {
    const { folder, remote } = test();
    git(remote, 'config', 'receive.denyCreates', 'true');
    writeFileSync(join(remote, 'hooks', 'update'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const result = await folder.publish('origin', [{ branch: `${PREFIX}one`, commit: main(), expected: null }], signal);
    expect(result.get(`${PREFIX}one`)?.state).toBe('refused');
  });
});

describe.skipIf(!hasGit())('when an entry is written', { timeout: 60_000 }, () => {
  const { test } = setUp();
  const file = (server: string, text = 'new') => ({ server, file: serverPath(server), text });

  it('is there whole, and never over another', async () => {
    const { folder, work } = test();
    await folder.writeFile(file('three'), false);
    expect(readFileSync(join(work, serverPath('three')), 'utf8')).toBe('new');
    expect(await codeOf(folder.writeFile(file('three', 'other'), false))).toBe('registry_folder_unwritable');
    await folder.writeFile(file('three', 'other'), true);
    expect(readFileSync(join(work, serverPath('three')), 'utf8')).toBe('other');
  });

  it('does not leave the registry', async () => {
    const { folder, root, work } = test();
    symlinkSync(root, join(work, 'servers', 'out'));
    for (const name of ['out', '../x', '.', 'a/b']) expect(await codeOf(folder.writeFile(file(name), true))).toBe('registry_folder_unwritable');
    expect(existsSync(join(root, 'server.yaml'))).toBe(false);
  });
});
