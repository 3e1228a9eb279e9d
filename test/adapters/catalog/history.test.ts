import { describe, expect, it, onTestFinished } from 'vitest';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { addCommits, git, hasGit, type RegistryCommit } from '../../fixtures/registry/make-registry.ts';
import { commitOf, entryFile, serverPath, serverYaml } from '../../fixtures/registry/server-yaml.ts';
import { digits, refresh, TestRegistry } from './test-registry.ts';

const pin = (digit: string, name = 'fetch') => entryFile(name, { commit: commitOf(digit) });
const removed = (name = 'fetch') => ({ [serverPath(name)]: null });

function registry(commits: readonly RegistryCommit[]): TestRegistry {
  const made = new TestRegistry(commits);
  onTestFinished(() => { made.remove(); });
  return made;
}

const fetch = (...files: RegistryCommit['files'][]) => registry(files.map((one) => ({ files: one }))).fetch();

describe.skipIf(!hasGit())('when the history of a registry is read', { timeout: 60_000 }, () => {
  it('holds each pin in its order', async () => {
    expect(digits(await fetch(pin('a'), pin('b'), pin('a'), pin('c')), 'fetch')).toBe('a b a c');
  });

  it('ends with a removed entry, and goes on when it comes back', async () => {
    expect(digits(await fetch(pin('a'), removed()), 'fetch')).toBe('a -');
    expect(digits(await fetch(pin('a'), removed(), { other: 'x' }, pin('b')), 'fetch')).toBe('a - b');
  });

  it('lets a renamed entry inherit the pins of its image', async () => {
    const snapshot = await fetch(pin('a'), { ...removed(), [serverPath('get')]: serverYaml('get', { image: 'mcp/fetch', commit: commitOf('b') }) });
    expect([digits(snapshot, 'fetch'), digits(snapshot, 'get')]).toEqual(['a -', 'a b']);
    expect(snapshot.historyFor('fetch')?.removedAt).not.toBeNull();
    expect(snapshot.serverFor(parseRepository('mcp/fetch'))).toBe('get');
  });

  it('lets no entry inherit from one that is still listed, came later, or had another image', async () => {
    const get = (commit: string) => ({ [serverPath('get')]: serverYaml('get', { image: 'mcp/fetch', commit: commitOf(commit) }) });
    expect(digits(await fetch(pin('a'), get('b')), 'get')).toBe('b');
    expect(digits(await fetch(get('b'), pin('a'), removed()), 'get')).toBe('b');
    expect(digits(await fetch(pin('a', 'other'), { ...removed('other'), ...get('b') }), 'get')).toBe('b');
  });

  it('keeps folders apart that differ in case', async () => {
    const snapshot = await fetch({ ...pin('a', 'SQLite'), ...pin('b', 'sqlite') }, pin('c', 'SQLite'));
    expect([digits(snapshot, 'SQLite'), digits(snapshot, 'sqlite')]).toEqual(['a c', 'b']);
  });

  it('sees other spellings of a commit as the same', async () => {
    const snapshot = await fetch(pin('a'), { [serverPath('fetch')]: serverYaml('fetch', { commit: `"${commitOf('A')}" # v1` }) }, pin('b'));
    expect(digits(snapshot, 'fetch')).toBe('a b');
  });

  it('sees another project with the same commit as another pin', async () => {
    const snapshot = await fetch(pin('a'), entryFile('fetch', { project: 'https://github.com/new/home' }));
    expect(snapshot.historyFor('fetch')?.intervals.map(({ project }) => project)).toEqual(['https://github.com/acme/fetch', 'https://github.com/new/home']);
  });

  it('loses a broken revision alone', async () => {
    expect(digits(await fetch(pin('a'), { [serverPath('fetch')]: 'name: "open' }, pin('b')), 'fetch')).toBe('a b');
  });

  it('holds no pin for current while the head is broken', async () => {
    const snapshot = await fetch(pin('a'), { [serverPath('fetch')]: 'name: "open' });
    expect(digits(snapshot, 'fetch')).toBe('a -');
    expect(snapshot.entryFor(parseRepository('mcp/fetch'))).toBeNull();
    expect(snapshot.serverFor(parseRepository('mcp/fetch'))).toBe('fetch');
    expect(snapshot.problemFor('fetch')).toMatchObject({ code: 'entry_yaml_invalid' });
  });

  it('gives no half entry where the commit is malformed', async () => {
    const snapshot = await fetch(pin('a'), entryFile('fetch', { commit: 'abc' }));
    expect(snapshot.entryFor(parseRepository('mcp/fetch'))).toBeNull();
    expect(snapshot.problemFor('fetch')).toMatchObject({ code: 'entry_commit_malformed', line: 14 });
    expect(digits(snapshot, 'fetch')).toBe('a -');
  });

  it('does not mind a name that differs from its folder', async () => {
    const snapshot = await fetch({ [serverPath('fetch')]: serverYaml('other', { image: 'mcp/fetch' }) });
    expect(snapshot.entryFor(parseRepository('mcp/fetch'))).toMatchObject({ name: 'fetch' });
    expect(snapshot.problems).toMatchObject([{ code: 'entry_name_differs' }]);
    expect(snapshot.problemFor('fetch')).toBeNull();
  });

  it('knows the last image of a removed server', async () => {
    const snapshot = await fetch(entryFile('fetch', { image: 'mcp/first' }), entryFile('fetch', { image: 'mcp/second' }), removed());
    expect(snapshot.serverFor(parseRepository('mcp/second'))).toBe('fetch');
    expect(snapshot.serverFor(parseRepository('mcp/first'))).toBeNull();
  });

  it('gives the image of two removed servers to the one that was removed last', async () => {
    const image = { image: 'mcp/shared' };
    const snapshot = await fetch(entryFile('one', image), { ...removed('one'), ...entryFile('two', image) }, removed('two'));
    expect(snapshot.serverFor(parseRepository('mcp/shared'))).toBe('two');
  });

  it('does not count what a merged branch had in between', async () => {
    const made = registry([{ files: pin('a') }, { files: pin('c'), merge: pin('b') }]);
    expect(digits(await made.fetch(), 'fetch')).toBe('a c');
  });

  it('counts what a merge itself brings', async () => {
    const made = registry([{ files: pin('a') }, { files: {}, merge: pin('b') }, { files: pin('b') }]);
    expect(digits(await made.fetch(), 'fetch')).toBe('a b');
  });

  it('reads entries of the registry alone', async () => {
    const snapshot = await fetch({ ...pin('a'), 'server.yaml': 'x', 'servers/server.yaml': 'x', 'servers/a/b/server.yaml': serverYaml('b'), 'other/a/server.yaml': serverYaml('a'), 'servers/a/Server.yaml': serverYaml('a') });
    expect(snapshot.entries().map(({ name }) => name)).toEqual(['fetch']);
  });

  it('has times that never run backwards', async () => {
    const made = registry([{ seconds: 2_000_000_000, files: pin('a') }, { seconds: 1_000_000_000, files: pin('b') }, { seconds: 2_000_000_100, files: pin('c') }]);
    const intervals = (await made.fetch()).historyFor('fetch')?.intervals ?? [];
    expect(intervals.map(({ from }) => Date.parse(from) / 1000)).toEqual([2_000_000_000, 2_000_000_000, 2_000_000_100]);
  });

  it('reads thousands of revisions', async () => {
    const commits = Array.from({ length: 3000 }, (_, index) => ({ files: entryFile('fetch', { commit: index.toString(16).padStart(40, '0') }) }));
    const snapshot = await registry(commits).fetch();
    expect(snapshot.historyFor('fetch')?.intervals).toHaveLength(3000);
  });
});

describe.skipIf(!hasGit())('when a registry grows', { timeout: 60_000 }, () => {
  const steps: readonly (readonly RegistryCommit[])[] = [
    [{ files: pin('b') }],
    [{ files: { ...pin('a', 'next'), ...removed('old') } }, { files: pin('c') }],
    [{ files: { [serverPath('fetch')]: 'name: [' } }],
    [{ files: pin('d'), merge: pin('e') }],
    [{ files: removed() }, { files: { 'README.md': 'words' } }],
  ];

  it('the index is the same as one that is built at once', async () => {
    const made = registry([{ files: { ...pin('a'), ...pin('a', 'old') } }]);
    const catalog = await made.open();
    await refresh(catalog);
    for (const step of steps) {
      addCommits(made.source, step);
      await refresh(catalog);
      const [grown, fresh] = [await catalog.snapshot(), await made.fetch({ dataDirectory: `${made.data}-${step.length}-${steps.indexOf(step)}` })];
      expect(grown.head).toBe(fresh.head);
      expect(grown.entries()).toEqual(fresh.entries());
      expect(grown.problems).toEqual(fresh.problems);
      for (const server of ['fetch', 'old', 'next']) expect(grown.historyFor(server)).toEqual(fresh.historyFor(server));
    }
  });

  it('takes a head whose first parents go another way', async () => {
    const made = registry([{ files: pin('a') }]);
    const catalog = await made.open();
    await refresh(catalog);
    const former = (await catalog.snapshot()).head;
    // The old head is merged into another line: it is an ancestor, but not by first parents.
    const line = addCommits(made.source, [{ files: pin('e') }], null);
    const tree = `${line}^{tree}`;
    const merge = git(made.source, '-c', 'user.name=r', '-c', 'user.email=r@example.com', 'commit-tree', '-m', 'm', '-p', line, '-p', former, tree);
    git(made.source, 'update-ref', 'refs/heads/main', merge);
    expect(await refresh(catalog)).toMatchObject({ state: 'ready', head: merge });
    expect(digits(await catalog.snapshot(), 'fetch')).toBe('e');
  });
});
