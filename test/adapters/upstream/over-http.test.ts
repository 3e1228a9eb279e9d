import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasGit } from '../../fixtures/registry/make-registry.ts';
import { codeOf } from '../../app/support/code-of.ts';
import { serveGit, type GitServer } from './serve-git.ts';
import { TestUpstreams } from './test-upstream.ts';

const CALL = { signal: new AbortController().signal };
const PROJECT = 'https://forge.example/p';

describe.skipIf(!hasGit())('when a project is served over http', { timeout: 60_000 }, () => {
  let upstreams: TestUpstreams;
  let server: GitServer;

  beforeEach(async () => {
    upstreams = new TestUpstreams();
    server = await serveGit(join(upstreams.folder, 'projects'));
  });
  afterEach(() => {
    server.close();
    upstreams.remove();
  });

  const open = () => upstreams.open({ locate: (project) => ({ location: `${server.origin}${new URL(project).pathname}.git`, protocol: 'http' }) });

  it('tells the commit of a fork, which its server hands out, from one of the project', async () => {
    const first = upstreams.make('p', [{ files: { Dockerfile: 'FROM scratch' } }]);
    const fork = upstreams.fork('p');
    const head = upstreams.advance('p', { more: 'x' }, first);
    const references = await open().listReferences(PROJECT, CALL);
    expect([references.commitOf('main'), references.commitOf('refs/pull/1/head')]).toEqual([head, fork]);
    const opened = await open().open(PROJECT, { heads: [head], commits: [first, fork] }, CALL);
    expect([await opened.hasCommit(fork), await opened.isReachable(fork, head), await opened.findContaining(fork)]).toEqual([true, false, null]);
    expect([await opened.isReachable(first, head), await opened.hasPath(first, 'Dockerfile', 'file')]).toEqual([true, true]);
    expect((await opened.changesBetween(first, head, null)).files).toEqual([{ path: 'more', change: 'added' }]);
  });

  it('lists references by one question', async () => {
    upstreams.make('p', [{ files: { Dockerfile: 'FROM scratch' } }]);
    await open().listReferences(PROJECT, CALL);
    // Protocol version 2: what the server can do, then the list.
    expect(server.requests.map((request) => request.replace(/\?.*/, ''))).toEqual(['GET /p.git/info/refs', 'POST /p.git/git-upload-pack']);
  });

  it('has a code for a repository that is not there', async () => {
    expect(await codeOf(open().listReferences(PROJECT, CALL))).toBe('upstream_unreachable');
  });
});
