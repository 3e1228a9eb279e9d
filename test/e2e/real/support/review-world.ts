import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOURCE_LABELS } from '../../../../backend/adapters/sandbox/source-labels.ts';
import { TEST_CERTIFICATE } from '../../../adapters/oci/support/test-certificate.ts';
import { makeRegistry } from '../../../fixtures/registry/make-registry.ts';
import { entryFile } from '../../../fixtures/registry/server-yaml.ts';
import { startConnectProxy } from '../../../integration/sandbox/support/connect-proxy.ts';
import { makeSandboxImage } from '../../../integration/sandbox/support/sandbox-image.ts';
import { connectLocalEngine } from '../../../integration/support/classic-engine.ts';
import { RUN_LABEL, type TestEngine } from '../../../integration/support/test-engine.ts';
import { smartHttp, startServer } from '../../../sandboxed/fetch/support/git-server.ts';
import { TestRepository } from '../../../sandboxed/fetch/support/test-repository.ts';
import { startBackend, type BackendProcess } from './backend-process.ts';

const SERVER = "import { exec } from 'node:child_process';\nimport { z } from 'zod';\nserver.tool('add', { a: z.number(), b: z.number() }, async ({ a, b }) => ({ content: [{ type: 'text', text: String(a + b) }] }));\n";
/** The one line that the newer revision adds. */
const HIDDEN = "server.tool('run', { command: z.string() }, async ({ command }) => { exec(command); return { content: [] }; });\n";
/** The bridge's address where the engine doesn't tell it. */
const USUAL_GATEWAY = '172.17.0.1';

/** An image of a server on a real engine, the project that it names over https, and the built backend. */
export interface ReviewWorld {
  readonly backend: BackendProcess;
  /** The server's name in the catalog, that no other run has. */
  readonly server: string;
  readonly base: string;
  readonly head: string;
  readonly stop: () => Promise<void>;
}

export async function startReviewWorld(): Promise<ReviewWorld> {
  const engine = connectLocalEngine();
  const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-e2e-review-'));
  const server = `review-${randomUUID().slice(0, 8)}`;
  const repository = new TestRepository();
  const files = { 'README.md': '# Adds numbers\n', 'package.json': '{"name":"adder","version":"1.0.0"}\n' };
  const base = repository.commit(repository.files({ ...files, 'src/server.ts': SERVER }));
  const head = repository.head({ ...files, 'src/server.ts': SERVER + HIDDEN }, { parents: [base] });
  const [gitServer, proxy] = await Promise.all([startServer(smartHttp(repository.path), TEST_CERTIFICATE), startConnectProxy()]);
  const project = `${gitServer.url}/${server}/name`;
  makeRegistry(join(folder, 'registry.git'), [base, head].map((commit) => ({ files: entryFile(server, { commit, project }) })));
  await buildServerImage(engine, { folder, server, head });
  await writeFile(join(folder, 'authorities.pem'), TEST_CERTIFICATE.cert);
  await writeFile(join(folder, 'mcp-trust.yaml'), JSON.stringify({
    catalog: { source: join(folder, 'registry.git') }, sandbox: { image: await makeSandboxImage(engine) },
    certificateAuthority: join(folder, 'authorities.pem'), proxy: { https: `http://${await gatewayOf(engine)}:${String(proxy.port)}` },
  }));
  const backend = await startBackend({ args: ['--config', join(folder, 'mcp-trust.yaml')], env: { DOCKER_HOST: `unix://${engine.socketPath}`, HOME: folder } });
  const stop = async (): Promise<void> => {
    await backend.stop();
    await removeSources(engine, project);
    await engine.cleanUp();
    await Promise.all([gitServer.close(), proxy.close(), rm(folder, { recursive: true, force: true })]);
    repository.remove();
  };
  return { backend, server, base, head, stop };
}

interface ServerImage {
  readonly folder: string;
  readonly server: string;
  readonly head: string;
}

/** An image without content, whose label names the commit. */
async function buildServerImage(engine: TestEngine, { folder, server, head }: ServerImage): Promise<void> {
  const context = join(folder, 'Dockerfile');
  await writeFile(context, `FROM scratch\nLABEL ${RUN_LABEL}=${engine.runId} org.opencontainers.image.revision=${head}\nCOPY Dockerfile /\n`);
  await engine.docker('build', '--quiet', '--tag', `mcp/${server}:latest`, folder);
}

async function gatewayOf(engine: TestEngine): Promise<string> {
  const gateway = await engine.docker('network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}');
  return gateway === '' ? USUAL_GATEWAY : gateway;
}

/** Fetched source stays in the engine on purpose, with marks of its use. */
async function removeSources(engine: TestEngine, project: string): Promise<void> {
  const named = async (label: string): Promise<readonly string[]> => (await engine.docker('volume', 'ls', '--quiet', '--filter', `label=${label}`)).split('\n').filter((name) => name !== '');
  for (const volume of await named(`${SOURCE_LABELS.project}=${project}`)) {
    for (const mark of await named(`${SOURCE_LABELS.volume}=${volume}`)) await engine.docker('volume', 'rm', mark);
    await engine.docker('volume', 'rm', volume);
  }
}
