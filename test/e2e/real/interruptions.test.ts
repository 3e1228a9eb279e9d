import { writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../../integration/support/requirements.ts';
import { startBackend } from './support/backend-process.ts';
import type { BackendProcess } from './support/backend-process.ts';
import { launchDesktop, openInDesktop, overSocket } from './support/desktop-panel.ts';
import { openDetail, readRows, rowOf, verifyAll } from './support/panel-actions.ts';
import { builtFile } from './support/product.ts';
import { SAMPLE_LABELS } from './support/sample-verdicts.ts';

describeWith('browser', 'when the backend or the engine is away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-trust-e2e-config-'));
  let browser: Browser;
  let backend: BackendProcess;

  beforeAll(async () => {
    const config = join(folder, 'mcp-trust.yaml');
    // No catalog of the internet is asked for, also where there is one.
    await writeFile(config, JSON.stringify({ catalog: { source: builtFile('samples/registry'), branch: 'main' } }));
    const env = { DOCKER_HOST: `unix://${join(folder, 'nobody.sock')}` };
    [browser, backend] = await Promise.all([launchDesktop(), startBackend({ args: ['--sample', '--config', config], env })]);
    const { page, close } = await openInDesktop(browser, { send: overSocket(backend.socketPath) });
    await verifyAll(page);
    await close();
  });
  afterAll(async () => {
    await browser.close();
    await backend.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says that the backend is gone, keeps what it showed, and recovers by itself', async () => {
    const { page, close } = await openInDesktop(browser, { send: overSocket(backend.socketPath) });
    await rowOf(page, /^Verified: Weather/).waitFor();
    await backend.kill();
    await page.getByText('does not answer').waitFor();
    expect(await readRows(page)).toEqual(SAMPLE_LABELS);
    expect(await page.getByRole('button', { name: 'Verify all' }).isDisabled()).toBe(true);
    await backend.restart();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('does not answer').waitFor({ state: 'detached' });
    await verifyAll(page);
    expect(await readRows(page)).toEqual(SAMPLE_LABELS);
    await close();
  });

  it('opens before the backend does, and shows the images as soon as that answers', async () => {
    await backend.kill();
    const { page, close } = await openInDesktop(browser, { send: overSocket(backend.socketPath) });
    await page.getByText('does not answer').waitFor();
    await backend.restart();
    // What was found before the restart is still known.
    await rowOf(page, /^Verified: Weather/).waitFor();
    await close();
  });

  it('shows nothing of the samples when this machine is asked for, and why there is nothing', async () => {
    const { page, problems, close } = await openInDesktop(browser, { send: overSocket(backend.socketPath) });
    await openDetail(page, /^Verified: Weather/);
    await page.getByRole('button', { name: 'Show this machine’s images' }).click();
    await page.getByRole('heading', { name: 'The Docker engine does not answer' }).waitFor();
    expect(await readRows(page)).toEqual([]);
    expect(await page.getByText('These are samples.').count()).toBe(0);
    await page.getByRole('button', { name: 'Show samples instead' }).click();
    await rowOf(page, /^Verified: Weather/).waitFor();
    expect(await page.getByRole('complementary').count()).toBe(0);
    // Facts are kept with their world; what could not be checked is none.
    await rowOf(page, /^Not checked: Photos/).waitFor();
    await verifyAll(page);
    expect(await readRows(page)).toEqual(SAMPLE_LABELS);
    expect(problems).toEqual([]);
    await close();
  });
});
