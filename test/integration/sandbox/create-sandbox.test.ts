import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox } from '../../../backend/adapters/sandbox/create-sandbox.ts';
import type { Sandbox } from '../../../backend/ports/sandbox.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { describeWith } from '../support/requirements.ts';
import { toEnvironment } from './support/box-place.ts';
import { makeSandboxImage } from './support/sandbox-image.ts';

const NETWORK = { httpsProxy: null, httpProxy: null, noProxy: null, certificateAuthorityFile: null };
const CONTEXT = { server: null, title: 'sample', description: '', allowedHosts: [], otherServers: [] };
const call = { signal: new AbortController().signal, timeoutMs: 60_000 };

describeWith('engine', 'when the sandbox works on a folder', () => {
  const engine = connectLocalEngine();
  let sandbox: Sandbox;
  let folder: string;

  beforeAll(async () => {
    const image = await makeSandboxImage(engine);
    sandbox = createSandbox({ environment: toEnvironment(engine), image, network: NETWORK });
    folder = await mkdtemp(join(tmpdir(), 'mcp-trust-folder-'));
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src/server.js'), "import { exec } from 'node:child_process';\nserver.tool('run', async ({ command }) => { exec(command); });\n");
    await writeFile(join(folder, 'src/server.py'), 'import os\n\ndef run(command):\n    os.system(command)\n');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('analyses it, answers tool calls over it, and leaves nothing', async () => {
    const source = await sandbox.fetchSource({ kind: 'directory', head: folder, base: null, directory: null }, call);
    try {
      const analysis = await sandbox.analyse(source, CONTEXT, call);
      expect(analysis.coverage).toMatchObject({ files: 2, skipped: [] });
      expect(analysis.findings.map(({ file }) => file)).toEqual(expect.arrayContaining(['src/server.js', 'src/server.py']));
      expect(await sandbox.analyse(source, CONTEXT, call)).toEqual(analysis);
      const box = await sandbox.openToolBox(source, call);
      expect(await box.call({ tool: 'read', path: 'src/server.py', line: 1, lines: 2, tree: 'head' }, call.signal)).toMatchObject({ isError: false });
      await box.close();
    } finally {
      await sandbox.release(source);
    }
    await expect(engine.docker('volume', 'inspect', source.volume)).rejects.toThrow();
  });

  it('says that its image or the agents’ is not there', async () => {
    const absent = createSandbox({ environment: toEnvironment(engine), image: 'mcp-trust-test/absent:1', network: NETWORK });
    await expect(absent.fetchSource({ kind: 'directory', head: folder, base: null, directory: null }, call)).rejects.toMatchObject({ code: 'sandbox_image_missing' });
    expect(await sandbox.missingAgentImage('claude', call.signal)).toContain('docker build');
  });

  it('says that there is no engine', async () => {
    const environment = { variables: { DOCKER_HOST: 'unix:///nowhere/docker.sock' }, homeFolder: folder, platform: process.platform };
    const nowhere = createSandbox({ environment, image: 'mcp-trust-test/absent:1', network: NETWORK });
    await expect(nowhere.removeLeftovers(call.signal)).rejects.toMatchObject({ code: 'engine_unreachable' });
  });
});
