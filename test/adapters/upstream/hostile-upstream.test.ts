import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitUpstream } from '../../../backend/adapters/upstream/git-upstream.ts';
import { hasGit, makeEmptyRegistry } from '../../fixtures/registry/make-registry.ts';
import { codeOf } from '../../app/support/code-of.ts';
import { TestUpstreams } from './test-upstream.ts';

const CALL = { signal: new AbortController().signal };
const SERVICE = { 'content-type': 'application/x-git-upload-pack-advertisement' };

type Answer = (response: ServerResponse) => void;

describe.skipIf(!hasGit())('when what answers is no friend', { timeout: 60_000 }, () => {
  let upstreams: TestUpstreams;
  let server: Server;
  let answer: Answer;
  let requests: string[];

  beforeEach(async () => {
    upstreams = new TestUpstreams();
    requests = [];
    server = createServer((request, response) => { requests.push(request.url ?? ''); answer(response); });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    upstreams.remove();
  });

  function ask(): Promise<string | null> {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const upstream = upstreams.open({ limits: { listMs: 3_000 }, locate: () => ({ location: `http://127.0.0.1:${port}/p`, protocol: 'http' }) });
    return codeOf(upstream.listReferences('https://forge.example/p', CALL));
  }

  it.each<readonly [string, Answer, string]>([
    ['a web page', (response) => { response.writeHead(200, { 'content-type': 'text/html' }).end('<html>hello</html>'); }, 'upstream_malformed'],
    ['a broken protocol', (response) => { response.writeHead(200, SERVICE).end('zzzz'); }, 'upstream_malformed'],
    ['nothing', (response) => { response.writeHead(200, SERVICE).end(); }, 'upstream_malformed'],
    ['gone', (response) => { response.writeHead(404).end(); }, 'upstream_unreachable'],
    ['private', (response) => { response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end(); }, 'upstream_unreachable'],
    ['forbidden', (response) => { response.writeHead(403).end(); }, 'upstream_unreachable'],
    ['an outage', (response) => { response.writeHead(503).end(); }, 'upstream_unreachable'],
    ['silence', () => undefined, 'upstream_unreachable'],
    ['a hang-up', (response) => { response.destroy(); }, 'upstream_unreachable'],
    ['a way to another transport', (response) => { response.writeHead(302, { location: 'file:///etc/passwd' }).end(); }, 'upstream_unreachable'],
  ])('has a code for %s', async (_name, given, expected) => {
    answer = given;
    expect(await ask()).toBe(expected);
  });

  it('is cancelled', async () => {
    const abort = new AbortController();
    answer = () => { abort.abort(); };
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const upstream = upstreams.open({ locate: () => ({ location: `http://127.0.0.1:${port}/p`, protocol: 'http' }) });
    expect(await codeOf(upstream.listReferences('https://forge.example/p', { signal: abort.signal }))).toBe('cancelled');
  });

  it('asks over https alone where nobody says otherwise', async () => {
    const seen: unknown[] = [];
    const upstream = createGitUpstream({ cacheFolder: upstreams.folder, git: ({ protocols }) => { seen.push(protocols); return Promise.resolve(Buffer.from(`${'a'.repeat(40)}\trefs/heads/main\n`)); } });
    await upstream.listReferences('https://forge.example/p', CALL);
    expect(seen).toEqual([['https']]);
  });

  it('judges nothing by an empty repository', async () => {
    makeEmptyRegistry(upstreams.path('empty'));
    expect(await codeOf(upstreams.open().listReferences('https://forge.example/empty', CALL))).toBe('upstream_malformed');
  });

  it('is not there', async () => {
    expect(await codeOf(upstreams.open().listReferences('https://forge.example/none', CALL))).toBe('upstream_malformed');
  });
});
