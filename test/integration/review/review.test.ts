import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { BOX_LABELS } from '../../../backend/adapters/sandbox/box-labels.ts';
import { SOURCE_LABELS } from '../../../backend/adapters/sandbox/source-labels.ts';
import { TEST_CERTIFICATE } from '../../adapters/oci/support/test-certificate.ts';
import { smartHttp, startServer, type GitServer } from '../../sandboxed/fetch/support/git-server.ts';
import { TestRepository } from '../../sandboxed/fetch/support/test-repository.ts';
import { startConnectProxy, type ConnectProxy } from '../sandbox/support/connect-proxy.ts';
import { makeSandboxImage } from '../sandbox/support/sandbox-image.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { describeWith } from '../support/requirements.ts';

const CLI = join(import.meta.dirname, '../../../backend/cli/main.ts');
const SERVER = "import { z } from 'zod';\nserver.tool('add', { a: z.number(), b: z.number() }, async ({ a, b }) => ({ content: [{ type: 'text', text: String(a + b) }] }));\n";
const HIDDEN = "import { exec } from 'node:child_process';\nserver.tool('run', { command: z.string() }, async ({ command }) => { exec(command); return { content: [] }; });\n";

const reviewSchema = z.looseObject({
  risk: z.string(), mode: z.string(), head: z.string().nullable(), base: z.string().nullable(), labels: z.array(z.string()),
  findings: z.array(z.looseObject({ rule: z.string(), severity: z.string(), file: z.string().nullable() })),
  coverage: z.object({ files: z.number(), bytes: z.number(), skipped: z.array(z.unknown()) }),
});

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

describeWith('engine', 'when the command line reviews', () => {
  const engine = connectLocalEngine(randomUUID());
  const cleanUps: (() => unknown)[] = [];
  let repository: TestRepository;
  let server: GitServer;
  let proxy: ConnectProxy;
  let folder = '';
  let project = '';
  let base = '';
  let head = '';

  beforeAll(async () => {
    const image = await makeSandboxImage(engine);
    folder = await mkdtemp(join(tmpdir(), 'mcp-trust-review-'));
    repository = new TestRepository();
    base = repository.commit(repository.files({ 'server.ts': SERVER, 'other.ts': 'export {};\n' }));
    head = repository.head({ 'server.ts': SERVER + HIDDEN, 'other.ts': 'export {};\n' }, { parents: [base] });
    server = await startServer(smartHttp(repository.path), TEST_CERTIFICATE);
    proxy = await startConnectProxy();
    project = `${server.url}/${engine.runId}/name`;
    const gateway = await engine.docker('network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}');
    await writeFile(join(folder, 'authorities.pem'), TEST_CERTIFICATE.cert);
    await writeFile(join(folder, 'mcp-trust.yaml'), JSON.stringify({
      sandbox: { image }, certificateAuthority: join(folder, 'authorities.pem'), proxy: { https: `http://${gateway === '' ? '172.17.0.1' : gateway}:${String(proxy.port)}` },
    }));
    await mkdir(join(folder, 'clean'));
    await writeFile(join(folder, 'clean/server.ts'), SERVER);
    await mkdir(join(folder, 'bad'));
    await writeFile(join(folder, 'bad/server.ts'), SERVER + HIDDEN);
    await mkdir(join(folder, 'large'));
    for (let number = 0; number < 400; number += 1) await writeFile(join(folder, `large/file-${String(number)}.ts`), HIDDEN.repeat(200));
    cleanUps.push(() => { repository.remove(); }, () => server.close(), () => proxy.close(), () => rm(folder, { recursive: true }));
  }, 180_000);

  afterAll(async () => {
    for (const volume of await sourceVolumes()) await engine.docker('volume', 'rm', volume);
    for (const cleanUp of cleanUps) await cleanUp();
  });

  function start(...args: readonly string[]): ChildProcess {
    const env = { PATH: process.env['PATH'], HOME: folder, DOCKER_HOST: `unix://${engine.socketPath}`, ANTHROPIC_API_KEY: 'sk-secret-key-of-a-test' };
    return spawn(process.execPath, [CLI, 'review', ...args, '--config', join(folder, 'mcp-trust.yaml'), '--data', join(folder, 'data')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async function ended(child: ChildProcess): Promise<Ended> {
    const texts = { out: '', err: '' };
    child.stdout?.on('data', (part: Buffer) => { texts.out += part.toString(); });
    child.stderr?.on('data', (part: Buffer) => { texts.err += part.toString(); });
    await once(child, 'close');
    return { status: child.exitCode, ...texts };
  }

  const review = (...args: readonly string[]): Promise<Ended> => ended(start(...args));

  async function sourceVolumes(): Promise<readonly string[]> {
    const volumes = await linesOf('volume', 'ls', '--quiet', '--filter', `label=${SOURCE_LABELS.project}=${project}`);
    const marks = await Promise.all(volumes.map((name) => linesOf('volume', 'ls', '--quiet', '--filter', `label=${SOURCE_LABELS.volume}=${name}`)));
    return [...volumes, ...marks.flat()];
  }

  async function linesOf(...args: readonly string[]): Promise<readonly string[]> {
    return (await engine.docker(...args)).split('\n').filter((line) => line !== '');
  }

  /** Names of containers, networks and volumes that a process made, but for the cache of sources. */
  async function madeBy(pid: number): Promise<readonly string[]> {
    const mine = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.includes(`/${String(pid)}/`) && !line.includes('cached'));
    const form = `{{.Name}} {{.Label "${BOX_LABELS.owner}"}} {{if .Label "${BOX_LABELS.cache}"}}cached{{end}}`;
    const label = `label=${BOX_LABELS.product}`;
    return [
      ...mine(await linesOf('ps', '--all', '--filter', label, '--format', form.replace('.Name', '.Names'))),
      ...mine(await linesOf('volume', 'ls', '--filter', label, '--format', form)),
      ...mine(await linesOf('network', 'ls', '--filter', label, '--format', form)),
    ];
  }

  /** Starts a review of much source, and waits until a container of it is there. */
  async function startLarge(): Promise<{ readonly child: ChildProcess; readonly end: Promise<Ended>; readonly pid: number }> {
    const child = start(join(folder, 'large'));
    const end = ended(child);
    const pid = child.pid ?? 0;
    while (child.exitCode === null && (await linesOf('ps', '--filter', `label=${BOX_LABELS.product}`, '--format', `{{.Label "${BOX_LABELS.owner}"}}`)).every((owner) => !owner.includes(`/${String(pid)}/`)));
    return { child, end, pid };
  }

  it('a directory, and ends with its risk', async () => {
    const clean = await review(join(folder, 'clean'), '--format', 'json');
    expect([clean.status, clean.err]).toEqual([0, '']);
    expect(reviewSchema.parse(JSON.parse(clean.out))).toMatchObject({ mode: 'full', head: null, coverage: { files: 1, skipped: [] } });
    const bad = await review(join(folder, 'bad'), '--out', join(folder, 'out'));
    expect([bad.status, bad.err]).toEqual([1, '']);
    expect(bad.out).toContain('server.ts:4');
    expect(reviewSchema.parse(JSON.parse(await readFile(join(folder, 'out/review.json'), 'utf8'))).labels[0]).toMatch(/^security-risk:(high|critical)$/);
  });

  it('a pair of directories: what changed alone', async () => {
    const { status, out } = await review(join(folder, 'bad'), '--base', join(folder, 'clean'), '--format', 'json');
    expect(status).toBe(1);
    expect(reviewSchema.parse(JSON.parse(out))).toMatchObject({ mode: 'differential', findings: [{ file: 'server.ts' }] });
  });

  it('a project at a commit, the second time from the store', async () => {
    const before = server.requests.length;
    const first = await review(project, '--head', head, '--format', 'json');
    expect([first.status, first.err]).toEqual([1, '']);
    expect(reviewSchema.parse(JSON.parse(first.out))).toMatchObject({ mode: 'full', head, base: null });
    const asked = server.requests.length;
    expect(asked).toBeGreaterThan(before);
    expect(await review(project, '--head', head, '--format', 'json')).toEqual(first);
    const again = await review(project, '--head', head, '--format', 'json', '--fresh');
    expect(server.requests.length).toBe(asked);
    const withoutTime = (text: string): unknown => ({ ...reviewSchema.parse(JSON.parse(text)), durationMs: 0 });
    expect(withoutTime(again.out)).toEqual(withoutTime(first.out));
  });

  it('finds the one hidden line since the base', async () => {
    const { status, out } = await review(project, '--head', head, '--base', base, '--format', 'json');
    expect(status).toBe(1);
    const found = reviewSchema.parse(JSON.parse(out));
    expect(found).toMatchObject({ mode: 'differential', head, base, isBaseAncestor: true });
    expect(found.findings.every(({ file }) => file === 'server.ts')).toBe(true);
  });

  it.each([
    ['a commit that is not there', () => [project, '--head', 'f'.repeat(40)], 3, 'source_commit_missing'],
    ['a folder that is not there', () => [project, '--head', head, '--directory', 'absent'], 2, 'source_directory_missing'],
    ['a path that is not there', () => [join(folder, 'absent')], 2, 'source_directory_missing'],
    ['no target', () => [], 2, 'usage'],
  ])('says what is wrong with %s', async (_name, args, status, code) => {
    const ended = await review(...args());
    expect([ended.status, ended.out]).toEqual([status, '']);
    expect(ended.err).toContain(`[${code}]`);
  });

  it('two at once', async () => {
    const both = await Promise.all([review(join(folder, 'bad')), review(join(folder, 'clean'))]);
    expect(both.map(({ status }) => status)).toEqual([1, 0]);
  });

  it('leaves nothing when it is interrupted', async () => {
    const { child, end, pid } = await startLarge();
    child.kill('SIGINT');
    const { status, err } = await end;
    expect(status).toBe(3);
    expect(err).toContain('[cancelled]');
    expect(await madeBy(pid)).toEqual([]);
  });

  it('removes at the next start what a killed process left', async () => {
    const { child, end, pid } = await startLarge();
    child.kill('SIGKILL');
    await end;
    expect(await madeBy(pid)).not.toEqual([]);
    expect((await review(join(folder, 'clean'))).status).toBe(0);
    expect(await madeBy(pid)).toEqual([]);
  });

  it('prints a Compose file without an engine', async () => {
    const { status, out } = await review('--print-compose');
    expect(status).toBe(0);
    expect(out).toContain('services:');
    expect(out).not.toContain('sk-secret-key');
  });
});
