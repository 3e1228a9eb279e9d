import { randomUUID } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBoxMaker } from '../../../backend/adapters/sandbox/box-maker.ts';
import { createSourceFetcher, type SourceFetcher } from '../../../backend/adapters/sandbox/fetch-source.ts';
import { SOURCE_LABELS } from '../../../backend/adapters/sandbox/source-labels.ts';
import type { FetchedSource, SandboxCall, SourceRequest } from '../../../backend/ports/sandbox.ts';
import { TEST_CERTIFICATE } from '../../adapters/oci/support/test-certificate.ts';
import { smartHttp, startServer, type GitServer } from '../../sandboxed/fetch/support/git-server.ts';
import { TestRepository } from '../../sandboxed/fetch/support/test-repository.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { describeWith } from '../support/requirements.ts';
import { toEnvironment } from './support/box-place.ts';
import { startConnectProxy, type ConnectProxy } from './support/connect-proxy.ts';
import { makeSandboxImage } from './support/sandbox-image.ts';

const signal = new AbortController().signal;
const call: SandboxCall = { signal, timeoutMs: 60_000 };

describeWith('engine', 'when source is fetched by a box', () => {
  const engine = connectLocalEngine(randomUUID());
  const cleanUps: (() => unknown)[] = [];
  let repository: TestRepository;
  let server: GitServer;
  let proxy: ConnectProxy;
  let image = '';
  let folder = '';
  let base = '';
  let head = '';
  let project = '';
  let fetcher: SourceFetcher;

  beforeAll(async () => {
    image = await makeSandboxImage(engine);
    repository = new TestRepository();
    base = repository.commit(repository.files({ 'server/a.ts': 'old', same: 's' }));
    head = repository.head({ 'server/a.ts': 'new', same: 's', out: '->../../etc/passwd' }, { parents: [base] });
    server = await startServer(smartHttp(repository.path), TEST_CERTIFICATE);
    proxy = await startConnectProxy();
    folder = await mkdtemp(join(tmpdir(), 'mcp-trust-sources-'));
    await writeFile(join(folder, 'authorities.pem'), TEST_CERTIFICATE.cert);
    // A path of its own, as the cache belongs to the engine and not to a test.
    project = `${server.url}/${engine.runId}/name`;
    fetcher = await connect();
    cleanUps.push(() => { repository.remove(); }, () => server.close(), () => proxy.close(), () => rm(folder, { recursive: true }));
  }, 180_000);

  afterAll(async () => {
    for (const volume of await ownVolumes()) await engine.docker('volume', 'rm', volume);
    for (const cleanUp of cleanUps) await cleanUp();
  });

  async function connect(): Promise<SourceFetcher> {
    const gateway = await engine.docker('network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}');
    const boxes = createBoxMaker({ environment: toEnvironment(engine), sandboxImage: image });
    const network = { httpsProxy: `http://${gateway === '' ? '172.17.0.1' : gateway}:${proxy.port}`, httpProxy: null, noProxy: null, certificateAuthorityFile: join(folder, 'authorities.pem') };
    return createSourceFetcher({ boxes, image, network });
  }

  async function ownVolumes(): Promise<string[]> {
    const sources = (await engine.docker('volume', 'ls', '--quiet', '--filter', `label=${SOURCE_LABELS.project}=${project}`)).split('\n').filter((name) => name !== '');
    const marks = await Promise.all(sources.map((name) => engine.docker('volume', 'ls', '--quiet', '--filter', `label=${SOURCE_LABELS.volume}=${name}`)));
    return [...sources, ...marks.flatMap((list) => list.split('\n').filter((name) => name !== ''))];
  }

  const git = (more: Partial<Extract<SourceRequest, { kind: 'git' }>> = {}): SourceRequest => ({ kind: 'git', project, head, base: null, directory: null, branch: null, ...more });
  const list = (source: FetchedSource): Promise<string> => engine.docker('run', '--rm', '--network', 'none', '--user', '65532:65532', '--volume', `${source.volume}:/source:ro`, '--entrypoint', 'node', image, '--print', "require('node:fs').readdirSync('/source', { recursive: true, withFileTypes: true }).filter((e) => !e.isDirectory()).map((e) => e.parentPath + '/' + e.name + ' ' + (require('node:fs').lstatSync(e.parentPath + '/' + e.name).mode & 0o777).toString(8)).sort().join()");

  it('gets both trees through the proxy, trusting the given authorities, readable for everybody and owned by root', async () => {
    const started = performance.now();
    const source = await fetcher.fetch(git({ base }), call);
    console.log(`fetch in a box: ${(performance.now() - started).toFixed(0)} ms`);
    expect(source.scope).toMatchObject({ mode: 'differential', project, head, base, isBaseAncestor: true, changedFiles: [{ path: 'out', change: 'added' }, { path: 'server/a.ts', change: 'modified' }] });
    expect(source.scope.commits.map(({ commit }) => commit)).toEqual([head]);
    expect(source.coverage).toEqual({ files: 2, bytes: 4, skipped: [{ file: 'out', reason: 'link_outside' }] });
    expect(await list(source)).toBe('/source/base/same 644,/source/base/server/a.ts 644,/source/fetched.jsonl 644,/source/head/same 644,/source/head/server/a.ts 644');
    expect(proxy.asked.length).toBeGreaterThan(0);
    await fetcher.release(source);
  });

  it('fetches once for many, and not again', async () => {
    const before = server.requests.length;
    const sources = await Promise.all([1, 2, 3].map(() => fetcher.fetch(git(), call)));
    const first = server.requests.length - before;
    expect(new Set(sources.map(({ volume }) => volume)).size).toBe(1);
    const again = await fetcher.fetch(git(), call);
    const elsewhere = await (await connect()).fetch(git(), call);
    expect([again, elsewhere]).toEqual([sources[0], sources[0]]);
    expect(server.requests.length - before).toBe(first);
    const cached = (await fetcher.cached(signal)).filter((one) => one.project === project && one.base === null);
    expect(cached).toMatchObject([{ head, bytes: 4, volume: again.volume }]);
    for (const source of [...sources, again]) await fetcher.release(source);
  });

  it('fetches anew what somebody changed', async () => {
    const source = await fetcher.fetch(git(), call);
    await fetcher.release(source);
    await engine.docker('run', '--rm', '--network', 'none', '--volume', `${source.volume}:/source`, '--entrypoint', 'node', image, '--eval', "require('node:fs').rmSync('/source/head/same')");
    const again = await fetcher.fetch(git(), call);
    expect(again.volume).not.toBe(source.volume);
    await fetcher.release(again);
  });

  it.each([
    ['a commit that is not there', { head: 'f'.repeat(40) }, 'source_commit_missing'],
    ['a folder that is not there', { directory: 'absent' }, 'source_directory_missing'],
    ['a folder outside', { directory: '../x' }, 'source_directory_missing'],
  ] as const)('keeps nothing of %s', async (_what, more, code) => {
    const before = await ownVolumes();
    await expect(fetcher.fetch(git(more), call)).rejects.toMatchObject({ code });
    expect(await ownVolumes()).toEqual(before);
  });

  it('is cancelled for one without being cancelled for another', async () => {
    const controller = new AbortController();
    const [one, other] = [fetcher.fetch(git({ directory: 'server' }), { ...call, signal: controller.signal }), fetcher.fetch(git({ directory: 'server' }), call)];
    controller.abort();
    await expect(one).rejects.toMatchObject({ code: 'cancelled' });
    await fetcher.release(await other);
  });

  it('leaves nothing behind when all gave up', async () => {
    const before = await ownVolumes();
    const controller = new AbortController();
    const fetching = fetcher.fetch(git({ head: base }), { ...call, signal: controller.signal });
    setTimeout(() => { controller.abort(); }, 300);
    await fetching.catch((error: unknown) => { expect(error).toMatchObject({ code: 'cancelled' }); });
    await expect.poll(ownVolumes, { timeout: 20_000 }).toEqual(before);
  });

  it('copies folders of this machine, without links out of them, and removes the copy', async () => {
    const [mine, theirs] = [join(folder, 'mine'), join(folder, 'theirs')];
    for (const [root, content] of [[mine, 'new'], [theirs, 'old']] as const) {
      await mkdir(join(root, 'src'), { recursive: true });
      await mkdir(join(root, '.git'));
      await writeFile(join(root, '.git/config'), '[core]');
      await writeFile(join(root, 'src/ä.ts'), content);
      await writeFile(join(root, 'run.sh'), '#!/bin/sh', { mode: 0o700 });
    }
    await symlink('/etc/passwd', join(mine, 'out'));
    await symlink('src/ä.ts', join(mine, 'in'));
    execFileSync('mkfifo', [join(mine, 'pipe')]);
    const source = await fetcher.fetch({ kind: 'directory', head: mine, base: theirs, directory: null }, call);
    expect(source.scope).toMatchObject({ mode: 'differential', project: null, head: null, base: null, isBaseAncestor: null, commits: [] });
    expect(source.scope.changedFiles).toEqual([{ path: 'in', change: 'added' }, { path: 'src/ä.ts', change: 'modified' }]);
    expect(source.coverage.skipped).toEqual([{ file: 'pipe', reason: 'not_regular' }, { file: 'out', reason: 'link_outside' }]);
    expect(await list(source)).toBe('/source/base/run.sh 755,/source/base/src/ä.ts 644,/source/head/in 777,/source/head/run.sh 755,/source/head/src/ä.ts 644');
    await fetcher.release(source);
    expect(await engine.docker('volume', 'ls', '--quiet', '--filter', `name=${source.volume}`)).toBe('');
  });
});
