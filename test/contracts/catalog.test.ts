import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { openGitCatalog } from '../../backend/adapters/catalog/git-catalog.ts';
import { runGit } from '../../backend/adapters/git/run-git.ts';
import { CodedError } from '../../backend/core/coded-error.ts';
import type { PinHistory } from '../../backend/core/pin/pin-history.ts';
import { addCommits, git, hasGit, makeEmptyRegistry } from '../fixtures/registry/make-registry.ts';
import { commitOf, entryFile, serverPath } from '../fixtures/registry/server-yaml.ts';
import { describeCatalog, type CatalogWorld } from './catalog.contract.ts';
import { FakeCatalog, fakeEntry, type FakeCatalogState, type FakeServer } from './fake-catalog.ts';

async function openGitWorld(): Promise<CatalogWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  const source = join(folder, 'registry.git');
  makeEmptyRegistry(source);
  const first = addCommits(source, [
    { files: { ...entryFile('fetch'), ...entryFile('old'), [serverPath('broken')]: 'name: "broken' } },
    { files: entryFile('fetch', { commit: commitOf('b') }) },
  ]);
  const second = addCommits(source, [{ files: { ...entryFile('fetch', { commit: commitOf('c') }), [serverPath('old')]: null } }]);
  const rewritten = addCommits(source, [{ files: entryFile('fetch', { commit: commitOf('d') }) }], null);
  const heads = { first, second, rewritten };
  return {
    catalog: await openGitCatalog({ dataDirectory: join(folder, 'data'), source, branch: 'main', git: runGit, clock: Date.now }),
    publish: (state) => { git(source, 'update-ref', 'refs/heads/main', heads[state]); },
    breakDown: () => { renameSync(source, `${source}.gone`); },
    close: () => { rmSync(folder, { recursive: true }); },
  };
}

const at = (day: number) => `2026-01-0${day}T12:00:00.000Z`;

function history(server: string, digits: string, removed: number | null): PinHistory {
  const intervals = digits.split('').map((digit, index) => ({
    project: `https://github.com/acme/${server}`, commit: commitOf(digit), from: at(index + 1), until: index + 1 < digits.length ? at(index + 2) : removed === null ? null : at(removed),
  }));
  return { server, intervals, removedAt: removed === null ? null : at(removed) };
}

function listed(name: string, digits: string): FakeServer {
  const source = { project: `https://github.com/acme/${name}`, commit: commitOf(digits.at(-1) ?? ''), branch: null, directory: null };
  return { name, entry: fakeEntry(name, { source }), history: history(name, digits, null) };
}

function openFakeWorld(): CatalogWorld {
  const broken: FakeServer = { name: 'broken', problem: { server: 'broken', file: serverPath('broken'), line: 1, code: 'entry_yaml_invalid', detail: 'open quote' } };
  const states: Record<'first' | 'second' | 'rewritten', FakeCatalogState> = {
    first: { head: commitOf('1'), fetchedAt: at(5), servers: [broken, listed('fetch', 'ab'), listed('old', 'a')] },
    second: { head: commitOf('2'), fetchedAt: at(6), servers: [broken, listed('fetch', 'abc'), { name: 'old', image: 'mcp/old', history: history('old', 'a', 3) }] },
    rewritten: { head: commitOf('3'), fetchedAt: at(7), servers: [listed('fetch', 'd')] },
  };
  const catalog = new FakeCatalog(null, { descends: (head) => head !== states.rewritten.head });
  return {
    catalog,
    publish: (state) => { catalog.upstream = states[state]; },
    breakDown: () => { catalog.upstream = new CodedError('git_failed', 'gone', { retryable: true }); },
    close: () => undefined,
  };
}

describeCatalog('the fake', openFakeWorld);
describe.skipIf(!hasGit())('with git', () => { describeCatalog('a git repository', openGitWorld); });
