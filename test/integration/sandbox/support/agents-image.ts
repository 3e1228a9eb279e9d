import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { agentImageCommand, agentImageName } from '../../../../backend/adapters/sandbox/agent-image.ts';
import { AGENT_VERSIONS } from '../../../../backend/sandboxed/protocol/agent-image.ts';
import { run } from '../../support/child-process.ts';
import { RUN_LABEL, type TestEngine } from '../../support/test-engine.ts';
import { makeBoxImage } from './box-image.ts';
import { bundleBackend } from '../../../../backend/scripts/build/backend-bundle.ts';

const BUILD_MS = 600_000;
const BROUGHT = `mcp-trust-test/agents-cli:${AGENT_VERSIONS.claude}-${AGENT_VERSIONS.codex}`;

/** Programs that an ordinary base has, and that agents call. */
const PROGRAMS = ['cat', 'ls', 'head', 'tail', 'sed', 'grep', 'find', 'sleep', 'ln', 'mkfifo', 'truncate', 'id', 'bash'];

export interface AgentsImage {
  /** Stands for the extension's image: the product's programs, npm beside them. */
  readonly extension: string;
  /** The optional image, built by the very command that people are shown. */
  readonly agents: string;
  /** How long that took; 0 when it was there. */
  readonly buildMs: number;
}

/**
 * Builds the optional image as people do, from the configured npm registry. What it brought stays on the engine between runs:
 * where it is there, only the product's own programs below it are new.
 */
export async function makeAgentsImage(engine: TestEngine): Promise<AgentsImage> {
  const extension = await makeExtensionImage(engine);
  const id = await engine.docker('image', 'inspect', '--format', '{{.Id}}', extension);
  const agents = agentImageName(id);
  const start = performance.now();
  const isThere = await isPresent(engine, agents);
  if (!isThere) await removeOlder(engine);
  if (!isThere) await (await isPresent(engine, BROUGHT) ? addBrought : buildAsShown)(engine, { extension, id, agents });
  return { extension, agents, buildMs: isThere ? 0 : performance.now() - start };
}

interface Names {
  readonly extension: string;
  readonly id: string;
  readonly agents: string;
}

async function buildAsShown(engine: TestEngine, { extension, id, agents }: Names): Promise<void> {
  const command = agentImageCommand(extension, id);
  if (command === null) throw new Error('no command for this image');
  await run('sh', ['-c', command], { env: { DOCKER_HOST: `unix://${engine.socketPath}`, DOCKER_BUILDKIT: '0' }, timeoutMs: BUILD_MS });
  await engine.docker('tag', agents, BROUGHT);
}

async function addBrought(engine: TestEngine, { extension, agents }: Names): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), 'mcp-trust-agents-'));
  try {
    await writeFile(join(context, 'Dockerfile'), `FROM ${extension}\nCOPY --from=${BROUGHT} /opt/agents /opt/agents\n`);
    await engine.docker('build', '--quiet', '--force-rm', '--tag', agents, context);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

/** Each holds the command lines anew: those of earlier programs would fill the disk. Only images of tests carry the label. */
async function removeOlder(engine: TestEngine): Promise<void> {
  const filters = ['--filter', `label=${RUN_LABEL}=boxes`, '--filter', 'reference=mcp-trust-agents'];
  const names = (await engine.docker('images', '--format', '{{.Repository}}:{{.Tag}}', ...filters)).split('\n').filter((name) => name !== '');
  if (names.length > 0) await engine.docker('rmi', ...names);
}

async function isPresent(engine: TestEngine, name: string): Promise<boolean> {
  return (await engine.docker('images', '--quiet', name)) !== '';
}

async function makeExtensionImage(engine: TestEngine): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-agents-'));
  try {
    await bundleBackend(join(import.meta.dirname, '../../../..'), folder);
    const found = await Promise.all(PROGRAMS.map(async (name) => (await run('which', [name])).stdout.trim()));
    const base = await makeBoxImage(engine, { folder, programs: found });
    return await addNpm(engine, base);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The base that is made of this machine's programs has no npm; an ordinary one does. */
async function addNpm(engine: TestEngine, base: string): Promise<string> {
  const name = base.replace('/box:', '/box-with-npm-2:');
  if (await isPresent(engine, name)) return name;
  const context = await mkdtemp(join(tmpdir(), 'mcp-trust-npm-'));
  try {
    const program = await realpath((await run('which', ['npm'])).stdout.trim());
    const registry = (await run('npm', ['config', 'get', 'registry'])).stdout.trim();
    await cp(join(dirname(program), '..'), join(context, 'npm'), { recursive: true, dereference: true });
    const lines = [
      `FROM ${base}`,
      'COPY npm /usr/lib/node_modules/npm',
      'RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/bin/npm && for library in /opt/programs/*.so.*; do ln -sf "$library" /usr/lib/; done',
      'ENV PATH=/opt/programs:/usr/local/bin:/usr/bin:/bin',
      'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt npm_config_cafile=/etc/ssl/certs/ca-certificates.crt',
      `ENV npm_config_registry=${registry}`,
    ];
    await writeFile(join(context, 'Dockerfile'), `${lines.join('\n')}\n`);
    await engine.docker('build', '--quiet', '--force-rm', '--tag', name, context);
    return name;
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}
