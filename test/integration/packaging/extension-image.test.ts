import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { statusSchema } from '../../../backend/contract/api.ts';
import { listNativeFiles } from '../../../backend/scripts/build/native-files.ts';
import { listLabelProblems, listMetadataProblems } from '../../packaging/extension-checks.ts';
import { launchDesktop, openInDesktop, overSocket } from '../../e2e/real/support/desktop-panel.ts';
import { openDetail, readRows, verifyAll } from '../../e2e/real/support/panel-actions.ts';
import { SAMPLE_LABELS } from '../../e2e/real/support/sample-verdicts.ts';
import { connectLocalEngine } from '../support/classic-engine.ts';
import { describeWith } from '../support/requirements.ts';
import { buildExtensionImage, measureImage, root, type ExtensionImage } from './extension-image.ts';
import { startExtension, type RunningExtension } from './running-extension.ts';

const BUILD_MS = 300_000;
const CATALOG_MS = 30_000;
const imageSchema = z.tuple([z.looseObject({ Os: z.string(), Config: z.looseObject({ Labels: z.record(z.string(), z.string()), Healthcheck: z.looseObject({ Test: z.array(z.string()) }) }) })]);

describeWith(['engine', 'compose'], 'when the extension image is built and started', () => {
  const engine = connectLocalEngine(randomUUID());
  const cleanUps: (() => Promise<void>)[] = [];
  let image: ExtensionImage;
  let extension: RunningExtension;

  beforeAll(async () => {
    image = await buildExtensionImage(engine);
    cleanUps.unshift(image.remove);
    extension = await startExtension(engine, image.reference);
    cleanUps.unshift(extension.stop);
  }, BUILD_MS);

  // The container goes first, as it keeps its image.
  afterAll(async () => {
    for (const cleanUp of cleanUps) await cleanUp();
  }, BUILD_MS);

  it('carries labels that pass every check', async () => {
    const [{ Config, Os }] = imageSchema.parse(JSON.parse(await engine.docker('image', 'inspect', image.reference)));
    expect(listLabelProblems(Config.Labels)).toEqual([]);
    expect(Os).toBe('linux');
    expect(Config.Healthcheck.Test).toEqual(['CMD', 'node', '/backend/healthcheck.mjs']);
  });

  it('holds what its metadata names, and valid metadata', async () => {
    expect(listMetadataProblems(JSON.parse(await extension.exec('node', '--print', "require('node:fs').readFileSync('/metadata.json', 'utf8')")))).toEqual([]);
    for (const path of ['metadata.json', 'docker.svg', 'docker-compose.yaml', 'LICENSE']) {
      const inside = await extension.exec('node', '--print', `require('node:fs').readFileSync('/${path}', 'utf8')`);
      expect(inside.trim()).toBe(readFileSync(join(root, path), 'utf8').trim());
    }
    expect(await extension.exec('node', '--print', "require('node:fs').existsSync('/ui/index.html')")).toBe('true');
    expect(await extension.exec('node', '--print', "require('node:fs').readFileSync('/THIRD-PARTY-LICENSES', 'utf8').includes('dockerode')")).toBe('true');
  });

  it('holds no node_modules, and of native files those that the sandbox loads alone', async () => {
    const list = "const fs = require('node:fs'); ['/backend', '/ui', '/app', '/node_modules'].flatMap((folder) => fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }) : []).filter((path) => /node_modules|\\.(node|so)$/.test(path)).sort().join()";
    const expected = listNativeFiles(process.arch === 'arm64' ? 'arm64' : 'x64').map(({ to }) => to).sort();
    expect(await extension.exec('node', '--print', list)).toBe(expected.join());
  });

  it('has the programs of the sandbox, which read JavaScript, Python and Go', async () => {
    const failure: unknown = await extension.exec('node', '/backend/sandboxed.js', 'no-such-program').catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 2 });
    expect(await extension.inspect('{{range .Config.Env}}{{println .}}{{end}}')).toContain(`MCP_TRUST_SANDBOX_IMAGE=${image.reference}`);
    const folders = { head: '/source/head', base: '/source/base' };
    const volume = `mcp-trust-test-${engine.runId}`;
    await engine.docker('volume', 'create', '--label', `mcp-trust.test=${engine.runId}`, volume);
    try {
      const files = { 'a.js': "require('child_process').exec('ls ' + process.argv[2]);\n", 'b.py': 'import os\nos.system("ls")\n', 'c.go': 'package main\n' };
      const write = `const fs = require('node:fs'); fs.mkdirSync('${folders.head}'); for (const [name, text] of Object.entries(${JSON.stringify(files)})) fs.writeFileSync('${folders.head}/' + name, text);`;
      const run = (...args: readonly string[]): Promise<string> => engine.docker('run', '--rm', '--network', 'none', '--volume', `${volume}:/source`, ...args);
      await run('--entrypoint', 'node', image.reference, '--eval', write);
      const input = JSON.stringify({ mode: 'full', directory: null, linksOutside: [], context: { server: null, title: '', description: '', allowedHosts: [], otherServers: [] } });
      const output = await run('--entrypoint', '/bin/sh', image.reference, '-c', `echo '${input}' | node /backend/sandboxed.js analyse`);
      const messages = output.split('\n').map((line) => z.looseObject({ type: z.string() }).parse(JSON.parse(line)));
      expect(messages.at(-1)).toMatchObject({ type: 'done', files: 3 });
      expect(messages.filter(({ type }) => type === 'skipped')).toEqual([]);
    } finally {
      await engine.docker('volume', 'rm', volume);
    }
  });

  it('answers on its socket', async () => {
    const { status, body } = await extension.get('/api/status');
    expect(status).toBe(200);
    expect(statusSchema.parse(body)).toMatchObject({ world: 'real', engine: { state: 'ready', store: 'classic' } });
    await extension.exec('node', '/backend/healthcheck.mjs');
  });

  it('has the command line and git', async () => {
    const version = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version;
    expect(await extension.exec('mcp-trust', '--version')).toBe(version);
    expect(await extension.exec('git', '--version')).toMatch(/^git version \d/);
  });

  it('runs without what root could do beyond files', async () => {
    expect(await extension.inspect('{{.HostConfig.ReadonlyRootfs}} {{json .HostConfig.CapDrop}} {{json .HostConfig.CapAdd}} {{json .HostConfig.PortBindings}}')).toBe('true ["ALL"] ["DAC_OVERRIDE"] {}');
    const effective = await extension.exec('node', '--print', "/CapEff:\\s*(\\w+)/.exec(require('node:fs').readFileSync('/proc/self/status', 'utf8'))[1]");
    // DAC_OVERRIDE is the second bit.
    expect(BigInt(`0x${effective}`)).toBe(2n);
  });

  describeWith('browser', 'and the panel that it brings is opened', () => {
    let browser: Browser;

    beforeAll(async () => { browser = await launchDesktop(); });
    afterAll(async () => { await browser.close(); });

    it('shows every sample with its verdict, checked inside of the container', async () => {
      const folder = await extension.copyOut('/ui');
      const { page, problems } = await openInDesktop(browser, { panel: folder, send: overSocket(extension.socketPath) });
      await page.getByRole('button', { name: 'Verify all' }).waitFor();
      expect((await extension.send('POST', '/api/world', { world: 'sample' })).status).toBe(200);
      await expect.poll(async () => statusSchema.parse((await extension.get('/api/status')).body).catalog, { timeout: CATALOG_MS }).toMatchObject({ state: 'ready', error: null });
      await page.reload();
      await page.getByText('These are samples.').waitFor();
      await verifyAll(page);
      expect(await readRows(page)).toEqual(SAMPLE_LABELS);
      const detail = await openDetail(page, /^Verified: Weather/);
      await detail.getByText('Built from the audited commit').first().waitFor();
      expect(problems).toEqual([]);
      expect((await extension.send('POST', '/api/world', { world: 'real' })).status).toBe(200);
    });
  });

  it('tells its size', async () => {
    const { bytes, compressedBytes } = await measureImage(engine, image.reference);
    const toMegabytes = (count: number): string => `${(count / 1e6).toFixed(0)} MB`;
    console.log(`extension image: ${toMegabytes(bytes)}, compressed ${toMegabytes(compressedBytes)}`);
    expect(compressedBytes).toBeLessThan(bytes);
  });
});
