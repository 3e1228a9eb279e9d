import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FetchPlace, LIMITS } from './support/fetch-place.ts';
import { smartHttp, startServer, type GitServer } from './support/git-server.ts';
import { TestRepository } from './support/test-repository.ts';

let repository: TestRepository;
let place: FetchPlace;
const servers: GitServer[] = [];

beforeEach(() => {
  repository = new TestRepository();
  place = new FetchPlace();
});

afterEach(async () => {
  repository.remove();
  place.remove();
  for (const server of servers.splice(0)) await server.close();
});

async function start(answer: RequestListener): Promise<GitServer> {
  const server = await startServer(answer);
  servers.push(server);
  return server;
}

const ANY = 'a'.repeat(40);

describe('when a server speaks the smart protocol', () => {
  it('fetches by commit id', async () => {
    const base = repository.commit(repository.files({ a: '1' }));
    const head = repository.head({ a: '2' }, { parents: [base] });
    const { url } = await start(smartHttp(repository.path));
    const { fetched, changed } = await place.fetch(`${url}/owner/name`, head, { base });
    expect(fetched).toMatchObject({ isBaseAncestor: true, files: 1, baseFiles: 1 });
    expect(changed).toEqual([{ path: 'a', change: 'modified' }]);
  });

  it('brings neither tags nor other branches', async () => {
    const head = repository.head({ a: '1' });
    repository.ref('refs/heads/other', repository.commit(repository.files({ other: 'x' })));
    const { url } = await start(smartHttp(repository.path));
    await place.fetch(`${url}/owner/name`, head);
    expect(place.read('head')).toEqual({ a: '1' });
  });
});

describe('when a server gives no commit by its id', () => {
  let old = '';

  beforeEach(async () => {
    repository.git(['config', 'uploadpack.allowAnySHA1InWant', 'false']);
    old = `${(await start(smartHttp(repository.path, { isOld: true }))).url}/owner/name`;
  });

  it('finds it deep in the branch', async () => {
    const base = repository.commit(repository.files({ a: '0' }));
    const head = repository.commit(repository.files({ a: '1' }), { parents: [base] });
    let tip = head;
    for (let index = 0; index < 20; index += 1) tip = repository.commit(repository.files({ a: `later ${index}` }), { parents: [tip] });
    repository.ref('refs/heads/main', tip);
    const { fetched } = await place.fetch(old, head, { base, branch: 'main' });
    expect(place.read('head')).toEqual({ a: '1' });
    expect(place.read('base')).toEqual({ a: '0' });
    // By id alone its history cannot be asked for: nothing is claimed.
    expect([true, null]).toContain(fetched.isBaseAncestor);
  });

  it.each(['refs/heads/other', 'refs/tags/v1'])('finds it by %s', async (name) => {
    repository.head({ main: 'm' });
    const head = repository.commit(repository.files({ a: '1' }));
    repository.ref(name, repository.commit(repository.files({ a: '2' }), { parents: [head] }));
    await place.fetch(old, head, { branch: 'main' });
    expect(place.read('head')).toEqual({ a: '1' });
  });

  it('says that no branch has it', async () => {
    repository.head({ main: 'm' });
    const stray = repository.commit(repository.files({ a: 'fork' }));
    await expect(place.fetch(old, stray)).rejects.toMatchObject({ code: 'source_commit_missing' });
  });
});

describe('when a server redirects', () => {
  const redirect = (to: (path: string) => string, serve: RequestListener): RequestListener => (request, response) => {
    if (request.url?.startsWith('/old/') !== true) serve(request, response);
    else response.writeHead(301, { location: to(request.url) }).end();
  };

  it('follows a project that was renamed on the same host', async () => {
    const head = repository.head({ a: '1' });
    const { url } = await start(redirect((path) => path.replace('/old/', '/new/'), smartHttp(repository.path)));
    await place.fetch(`${url}/old/name`, head);
    expect(place.read('head')).toEqual({ a: '1' });
  });

  it('never asks another host', async () => {
    const head = repository.head({ a: '1' });
    const other = await start(smartHttp(repository.path));
    const { url } = await start(redirect((path) => `${other.url}${path}`, smartHttp(repository.path)));
    await expect(place.fetch(`${url}/old/name`, head)).rejects.toMatchObject({ code: 'source_unreachable' });
    expect(other.requests).toEqual([]);
  });

  it.each([
    ['a file', 'file:///etc/passwd'],
    ['another path', '/login?next=x'],
    ['itself, for ever', '/old/name/info/refs?service=git-upload-pack'],
    ['nonsense', 'http://'],
  ])('gives up when sent to %s', async (_what, location) => {
    const { url } = await start(redirect(() => location, smartHttp(repository.path)));
    await expect(place.fetch(`${url}/old/name`, ANY)).rejects.toMatchObject({ code: 'source_unreachable' });
  });
});

describe('when a server misbehaves', () => {
  const html: RequestListener = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
  const hang: RequestListener = () => undefined;
  const endless: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' });
    const more = (): void => { if (!response.destroyed) response.write(`0031${ANY} refs/heads/x\n`.repeat(500), () => { setImmediate(more); }); };
    response.write('001e# service=git-upload-pack\n0000');
    more();
  };

  it.each([
    ['answers with a page', html],
    ['asks for a password', (_request, response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()],
    ['has no such project', (_request, response) => response.writeHead(404).end()],
    ['is broken', (_request, response) => response.writeHead(500).end()],
    ['closes the connection', (request) => request.socket.destroy()],
    ['speaks the dumb protocol alone', (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(`${ANY}\trefs/heads/main\n`)],
  ] satisfies (readonly [string, RequestListener])[])('gives up on one that %s', async (_what, answer) => {
    const { url } = await start(answer);
    await expect(place.fetch(`${url}/owner/name`, ANY)).rejects.toMatchObject({ code: 'source_unreachable' });
  });

  it.each([
    ['never answers', hang],
    ['never ends its list', endless],
  ])('does not wait for one that %s', async (_what, answer) => {
    const { url } = await start(answer);
    await expect(place.fetch(`${url}/owner/name`, ANY, { limits: { ...LIMITS, timeoutMs: 1_500 } })).rejects.toMatchObject({ code: 'source_unreachable' });
  });

  it('ends a pack that does not end', async () => {
    const head = repository.head({ a: '1' });
    const serve = smartHttp(repository.path, { isOld: true });
    const { url } = await start((request, response) => {
      if (request.method === 'GET') { serve(request, response); return; }
      request.resume();
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' });
      // A pack of four billion objects, the first of which is 100 GB of noise, over a side band.
      const noise = Buffer.alloc(65_000, 'x');
      const packet = Buffer.concat([Buffer.from((noise.length + 5).toString(16).padStart(4, '0')), Buffer.from([1]), noise]);
      response.write(Buffer.concat([Buffer.from(`0034shallow ${head}00000008NAK\n`), Buffer.from('0011\u0001PACK\0\0\0\u0002\xff\xff\xff\xff', 'latin1')]));
      const more = (): void => { if (!response.destroyed) response.write(packet, () => { setImmediate(more); }); };
      more();
    });
    const failure: unknown = await place.fetch(`${url}/owner/name`, head, { limits: { ...LIMITS, timeoutMs: 5_000, packBytes: 5_000_000 } }).catch((error: unknown) => error);
    expect(['source_too_large', 'source_malformed', 'source_unreachable']).toContain((failure as { code?: string }).code);
    expect(existsSync(join(place.target, 'head'))).toBe(false);
  });

  it.each([
    ['damaged', (pack: Buffer): Buffer => { pack.writeUInt8(pack.readUInt8(20) ^ 0xff, 20); return pack; }],
    ['cut off', (pack: Buffer): Buffer => pack.subarray(0, pack.length - 30)],
  ])('refuses a pack that is %s', async (_what, spoil) => {
    const head = repository.head({ a: 'some text that is compressed', b: 'more of it' });
    const pack = Buffer.from(repository.git(['pack-objects', '--stdout', '--revs'], `${head}\n`), 'latin1');
    const serve = smartHttp(repository.path, { isOld: true });
    const { url } = await start((request, response) => {
      if (request.method === 'GET') { serve(request, response); return; }
      request.resume();
      const bad = spoil(Buffer.from(pack));
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' });
      response.end(Buffer.concat([Buffer.from(`0034shallow ${head}00000008NAK\n`), Buffer.from((bad.length + 5).toString(16).padStart(4, '0')), Buffer.from([1]), bad, Buffer.from('0000')]));
    });
    const failure: unknown = await place.fetch(`${url}/owner/name`, head).catch((error: unknown) => error);
    expect(['source_malformed', 'source_unreachable']).toContain((failure as { code?: string }).code);
    expect(existsSync(join(place.target, 'fetched.jsonl'))).toBe(false);
  });

  it('is not fooled by what a server lets git print', async () => {
    const { url } = await start((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' });
      const line = 'ERR \u001b[2Jinternal error https://user:secret@example.com/x\n';
      response.end(`001e# service=git-upload-pack\n0000${(line.length + 4).toString(16).padStart(4, '0')}${line}`);
    });
    const failure: unknown = await place.fetch(`${url}/owner/name`, ANY).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'source_unreachable' });
    const { message } = failure as Error;
    expect(message).not.toMatch(/\p{Cc}|secret/u);
  });
});
