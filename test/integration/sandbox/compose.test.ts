import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { BOX_LIMITS } from '../../../backend/adapters/sandbox/box-limits.ts';
import { composeFile } from '../../../backend/adapters/sandbox/print-compose.ts';
import { agentMessageSchema, type AgentMessage } from '../../../backend/sandboxed/protocol/agent-messages.ts';
import { TEST_CERTIFICATE } from '../../adapters/oci/support/test-certificate.ts';
import { smartHttp, startServer, type GitServer } from '../../sandboxed/fetch/support/git-server.ts';
import { TestRepository } from '../../sandboxed/fetch/support/test-repository.ts';
import { startScriptedUpstream, type ScriptedUpstream } from '../../support/scripted-upstream.ts';
import { inOrder } from '../../support/upstream/upstream-step.ts';
import { run } from '../support/child-process.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { describeWith } from '../support/requirements.ts';
import { tools } from '../support/tools.ts';
import { done, hostAddress, looksAround, writes } from './support/agent-scripts.ts';
import { makeAgentsImage } from './support/agents-image.ts';
import { startConnectProxy, type ConnectProxy } from './support/connect-proxy.ts';

const KEY = 'sk-test-compose-nobody-may-see-this';
const BUILD_MS = 600_000;
const containerSchema = z.array(z.looseObject({ Config: z.looseObject({ Env: z.array(z.string()) }), HostConfig: z.looseObject({}) }));

describeWith(['engine', 'compose', 'agents'], 'when a review is run by hand from the printed Compose file', () => {
  const engine = connectLocalEngine();
  let folder: string;
  let file: string;
  let repository: TestRepository;
  let head: string;
  let git: GitServer;
  let proxy: ConnectProxy;
  let upstream: ScriptedUpstream;

  beforeAll(async () => {
    const { extension, agents } = await makeAgentsImage(engine);
    folder = await mkdtemp(join(tmpdir(), 'mcp-trust-compose-'));
    // Its own name: somebody may run the real one beside this.
    file = composeFile({ image: extension, agentImage: agents }).replace('name: mcp-trust-review', `name: mcp-trust-${randomUUID().slice(0, 8)}`);
    await writeFile(join(folder, 'compose.yaml'), file);
    repository = new TestRepository();
    head = repository.head({ 'src/index.js': 'import "node:child_process";\n', 'README.md': '# A server\n' });
    git = await startServer(smartHttp(repository.path), TEST_CERTIFICATE);
    proxy = await startConnectProxy();
    const script = inOrder(...looksAround('claude'), writes('claude', 'report.md', '# Report\n'), writes('claude', 'labels.txt', 'security-risk:low\n'), done);
    upstream = await startScriptedUpstream({ host: hostAddress(), script });
  }, BUILD_MS);
  afterAll(async () => {
    await run(tools.compose, ['-f', join(folder, 'compose.yaml'), 'down', '--volumes', '--remove-orphans'], { cwd: folder });
    await upstream.close();
    await git.close();
    await proxy.close();
    repository.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('does what the commands in it say', async () => {
    const commands = file.split('\n').filter((line) => line.startsWith('#   ')).map((line) => line.slice(4));
    // The fetch takes https alone: the test's own server speaks it, on loopback behind a proxy, with a certificate of its own.
    const script = commands.join('\n')
      .replace('"certificateAuthorities":null', () => `"certificateAuthorities":${JSON.stringify(TEST_CERTIFICATE.cert).replaceAll('\\n', '\\\\n')}`)
      .replace('"httpsProxy":null', `"httpsProxy":"http://${hostAddress()}:${proxy.port}"`);
    const env = { PROJECT: `${git.url}/owner/name`, HEAD: head, MODEL: 'claude-sonnet-4-5', PROMPT: 'Review it.', ANTHROPIC_API_KEY: KEY, UPSTREAM: upstream.origin, DOCKER_CONFIG: await composeConfig(folder) };
    const watch = watchContainers();
    const told = await shell(script, folder, env);
    const inspected = await watch();
    const left = told.split('\n').map(toMessage).find((message) => message?.kind === 'left');
    expect(left, told).toMatchObject({ report: { state: 'read', content: Buffer.from('# Report\n').toString('base64') }, labels: { state: 'read' } });
    expect(upstream.requests.at(-1)?.text).toContain('node:child_process');
    expect(told).not.toContain(KEY);
    expect(inspected).not.toContain(KEY);
    expect(await engine.docker('ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${projectName(file)}`)).toBe('');
    expect(await engine.docker('volume', 'ls', '--quiet', '--filter', `label=com.docker.compose.project=${projectName(file)}`)).toBe('');
  }, 180_000);

  it('gives the containers the settings of the product', async () => {
    const { stdout } = await run(tools.compose, ['-f', join(folder, 'compose.yaml'), 'create'], { cwd: folder });
    expect(stdout).toBeDefined();
    try {
      const ids = (await engine.docker('ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${projectName(file)}`)).split('\n');
      expect(ids).toHaveLength(3);
      const containers = containerSchema.parse(JSON.parse(await engine.docker('inspect', ...ids)));
      for (const { HostConfig } of containers) {
        expect(HostConfig).toMatchObject({ ReadonlyRootfs: true, Privileged: false, CapDrop: ['ALL'], Init: true, IpcMode: 'private', CgroupnsMode: 'private', LogConfig: { Type: 'none' }, CpuQuota: BOX_LIMITS.proxy.cpuQuota, PidsLimit: 256 });
        expect(HostConfig['Memory']).toBe(HostConfig['MemorySwap']);
        expect(JSON.stringify(HostConfig['SecurityOpt'])).toContain('no-new-privileges');
        expect(JSON.stringify(HostConfig['SecurityOpt'])).toContain('SCMP_ACT_ERRNO');
      }
      expect(containers.filter(({ HostConfig }) => HostConfig['NetworkMode'] === 'none')).toHaveLength(1);
    } finally {
      await run(tools.compose, ['-f', join(folder, 'compose.yaml'), 'down', '--volumes'], { cwd: folder });
    }
  }, 120_000);

  /** Looks at every container of the project until it is told to stop. */
  function watchContainers(): () => Promise<string> {
    let isOver = false;
    const texts: string[] = [];
    const look = async (): Promise<void> => {
      while (!isOver) {
        const ids = (await engine.docker('ps', '--quiet', '--filter', `label=com.docker.compose.project=${projectName(file)}`)).split('\n').filter((id) => id !== '');
        for (const id of ids) texts.push(await engine.docker('inspect', id).catch(() => ''));
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    };
    const looking = look();
    return async () => {
      isOver = true;
      await looking;
      return texts.join('\n');
    };
  }
});

function projectName(file: string): string {
  return z.object({ name: z.string() }).parse(parse(file)).name;
}

/** A configuration of the docker command in which `docker compose` is the one of the tests. */
async function composeConfig(folder: string): Promise<string> {
  const path = join(folder, 'docker-config');
  await mkdir(join(path, 'cli-plugins'), { recursive: true });
  await symlink(tools.compose, join(path, 'cli-plugins/docker-compose'));
  return path;
}

function shell(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-e', '-c', script], { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { told += text; });
    child.on('error', reject).on('exit', () => { resolve(told); });
  });
}

function toMessage(line: string): AgentMessage | null {
  try {
    return agentMessageSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
