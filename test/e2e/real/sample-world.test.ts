import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { verificationSchema } from '../../../backend/contract/verification.ts';
import { describeWith } from '../../integration/support/requirements.ts';
import { startBackend } from './support/backend-process.ts';
import type { BackendProcess } from './support/backend-process.ts';
import { launchDesktop, openInDesktop, overSocket } from './support/desktop-panel.ts';
import type { DesktopPanel } from './support/desktop-panel.ts';
import { openDetail, openSettings, readRows, rowOf, verifyAll } from './support/panel-actions.ts';
import { SAMPLE_LABELS } from './support/sample-verdicts.ts';

const STORIES = [
  { label: 'Verified: Weather', says: /^Built from the audited commit/ },
  { label: 'Outdated: Translate', says: /3 pins/ },
  { label: 'Outdated: Tickets', says: /withdr/i },
  { label: 'Unverified: Clipboard', says: /nothing proves or contradicts/ },
  { label: 'Unverified: Archive', says: /before/ },
  { label: 'Mismatch: Payments', says: /f00dfee/ },
  { label: 'Mismatch: Notes', says: /signature/i },
  { label: 'Mismatch: Maps', says: /aaaaaaa/ },
  { label: "Couldn't check: Photos", says: /Couldn't check|could not be/ },
  { label: "Couldn't check: Backup", says: /key/ },
] as const;

describeWith('browser', 'when the built panel shows the sample world over the socket', () => {
  let browser: Browser;
  let backend: BackendProcess;
  let panel: DesktopPanel;

  beforeAll(async () => {
    [browser, backend] = await Promise.all([launchDesktop(), startBackend({ args: ['--sample'] })]);
  });
  beforeEach(async () => { panel = await openInDesktop(browser, { send: overSocket(backend.socketPath) }); });
  afterEach(async () => {
    const { problems } = panel;
    await panel.close();
    expect(problems).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await backend.stop();
  });

  it('shows every image with its verdict after one click', async () => {
    await panel.page.getByText('These are samples.').waitFor();
    expect((await readRows(panel.page)).every((label) => label.startsWith('Not checked: '))).toBe(true);
    await verifyAll(panel.page);
    expect(await readRows(panel.page)).toEqual(SAMPLE_LABELS);
    expect(panel.calls).toEqual([]);
  });

  it('tells the whole story of each verdict', async () => {
    for (const { label, says } of STORIES) {
      const detail = await openDetail(panel.page, label);
      await detail.getByText(says).first().waitFor();
      const [verdict = ''] = label.split(':');
      await detail.getByText(verdict, { exact: true }).first().waitFor();
      const steps = await detail.getByRole('listitem').getByRole('heading').allInnerTexts();
      expect(steps.map((step) => step.split(' ')[0]), label).toEqual(expect.arrayContaining(['Image', 'Digest', 'Signature']));
      expect(steps.some((step) => step.includes('Failed')), label).toBe(verdict === 'Mismatch');
      await detail.getByRole('button', { name: 'Close the details' }).click();
    }
  });

  it('keeps search, filter and selection when it is left and opened again', async () => {
    const { page } = panel;
    await page.getByRole('textbox', { name: 'Search images' }).fill('sample-p');
    await page.getByRole('button', { name: /Mismatch$/ }).click();
    await openDetail(page, 'Mismatch: Payroll');
    await page.reload();
    await page.getByRole('complementary').getByRole('heading', { name: 'Payroll' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Search images' }).inputValue()).toBe('sample-p');
    expect(await page.getByRole('button', { name: /Mismatch$/ }).getAttribute('aria-pressed')).toBe('true');
    expect(await readRows(page)).toEqual(['Mismatch: Payments', 'Mismatch: Payroll']);
  });

  it('opens links in the browser of the host', async () => {
    await rowOf(panel.page, 'Verified: Weather').getByRole('link').click();
    expect(panel.calls).toEqual([['openExternal', expect.stringMatching(/^https:\/\/github\.com\/acme-samples\/weather\/commit\/[0-9a-f]{40}$/)]]);
  });

  it('shows both keys, and why the new one cannot be accepted here', async () => {
    const { page } = panel;
    await page.getByRole('button', { name: /Compare keys/ }).first().click();
    const dialog = page.getByRole('dialog');
    const fingerprints = await dialog.locator('code').allInnerTexts();
    expect(fingerprints).toHaveLength(2);
    expect(new Set(fingerprints).size).toBe(2);
    for (const fingerprint of fingerprints) expect(Buffer.from(fingerprint, 'base64')).toHaveLength(32);
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Trust the new key' }).click();
    await dialog.getByText('The samples have settings of their own').waitFor();
  });

  it('exports what it shows', async () => {
    const detail = await openDetail(panel.page, 'Verified: Weather');
    const [markdown] = await Promise.all([panel.page.waitForEvent('download'), detail.getByRole('button', { name: 'Markdown' }).click()]);
    expect(markdown.suggestedFilename()).toMatch(/^mcp-trust-\d{4}-\d\d-\d\d\.md$/);
    expect(await readFile(await markdown.path(), 'utf8')).toContain('mcp/sample-weather');
    const [json] = await Promise.all([panel.page.waitForEvent('download'), detail.getByRole('button', { name: 'JSON', exact: true }).click()]);
    const [verification] = z.array(verificationSchema).parse(JSON.parse(await readFile(await json.path(), 'utf8')));
    expect(verification).toMatchObject({ verdict: 'verified', reference: 'mcp/sample-weather:latest' });
  });

  it('asks before it deletes data, and starts over without them', async () => {
    await verifyAll(panel.page);
    const settings = await openSettings(panel.page);
    await settings.getByRole('button', { name: 'Delete data…' }).click();
    await panel.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await settings.getByRole('button', { name: 'Back to the images' }).click();
    expect(await readRows(panel.page)).toEqual(SAMPLE_LABELS);
    await openSettings(panel.page);
    await settings.getByRole('button', { name: 'Delete data…' }).click();
    await panel.page.getByRole('dialog').getByRole('button', { name: 'Delete data', exact: true }).click();
    await settings.getByText('The data was deleted.').waitFor();
    await settings.getByRole('button', { name: 'Back to the images' }).click();
    await rowOf(panel.page, 'Not checked: Weather').waitFor();
    await verifyAll(panel.page);
    // The words of the sweep before stay until the new one has started.
    await expect.poll(() => readRows(panel.page), { timeout: 30_000 }).toEqual(SAMPLE_LABELS);
  });
});
