import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { describeWith } from '../../integration/support/requirements.ts';
import { launchDesktop, openInDesktop, overSocket, type DesktopPanel } from './support/desktop-panel.ts';
import { rowOf } from './support/panel-actions.ts';
import { startReviewWorld, type ReviewWorld } from './support/review-world.ts';

const PATIENCE = 120_000;
const savedSchema = z.looseObject({ mode: z.string(), head: z.string(), base: z.string().nullable(), risk: z.string(), findings: z.array(z.looseObject({ file: z.string().nullable() })) });

describeWith(['engine', 'browser'], 'when the built panel reviews the source of an image', () => {
  let world: ReviewWorld;
  let browser: Browser;
  let panel: DesktopPanel;

  beforeAll(async () => {
    [browser, world] = await Promise.all([launchDesktop(), startReviewWorld()]);
    panel = await openInDesktop(browser, { send: overSocket(world.backend.socketPath) });
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await world.stop();
  }, PATIENCE);

  it('starts from the row, goes on while the panel is left, and tells when it is back', async () => {
    const { page } = panel;
    const dialog = await askFor(page, world.server);
    await dialog.getByText('Nothing leaves this machine.').waitFor();
    await dialog.getByText(world.head.slice(0, 7)).first().waitFor();
    await dialog.getByRole('button', { name: 'Start the review' }).click();
    await page.getByText(new RegExp(`^Reviewing .*${world.server}`)).waitFor();
    await page.reload();
    await openReport(page);
    await page.getByRole('heading', { name: 'Executive Summary' }).waitFor();
    await page.getByText('src/server.ts').first().waitFor();
  }, PATIENCE);

  it('shows the risk in the list of images', async () => {
    const { page } = panel;
    await page.getByRole('navigation').getByRole('button', { name: /^Images/ }).click();
    await find(page, world.server);
    await rowOf(page, new RegExp(world.server)).getByText(/^(High|Critical)/).waitFor();
  });

  it('reviews what changed alone, and finds the one line', async () => {
    const { page } = panel;
    const dialog = await askFor(page, world.server);
    await dialog.getByRole('radio', { name: /^Only what changed/ }).check();
    await dialog.getByRole('button', { name: 'Start the review' }).click();
    await openReport(page);
    const review = savedSchema.parse(JSON.parse(await save(page, 'review.json')));
    expect(review).toMatchObject({ mode: 'differential', head: world.head, base: world.base });
    expect(review.findings.every(({ file }) => file === 'src/server.ts')).toBe(true);
  }, PATIENCE);

  it('saves all four files', async () => {
    const { page } = panel;
    expect(await save(page, 'report.md')).toContain('## Executive Summary');
    expect(await save(page, 'labels.txt')).toMatch(/^security-risk:(high|critical)$/m);
    expect(JSON.parse(await save(page, 'findings.sarif'))).toMatchObject({ version: '2.1.0' });
  });

  it('lists both in the history, and compares them', async () => {
    const { page } = panel;
    await page.getByRole('navigation').getByRole('button', { name: /^Reviews/ }).click();
    const boxes = page.getByRole('checkbox', { name: new RegExp(world.server) });
    await boxes.nth(1).waitFor();
    expect(await boxes.count()).toBe(2);
    for (const box of await boxes.all()) await box.check();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByRole('heading', { name: /^Unchanged/ }).waitFor();
    expect(panel.problems).toEqual([]);
  });
});

async function find(page: Page, server: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Search images' }).fill(server);
}

async function askFor(page: Page, server: string): Promise<Locator> {
  await find(page, server);
  await rowOf(page, new RegExp(server)).hover();
  await rowOf(page, new RegExp(server)).getByRole('button', { name: /^Review the source of/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Start the review' }).waitFor();
  return dialog;
}

/** Waits until the review has ended, here or while the panel was closed. */
async function openReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Open the report/ }).click({ timeout: PATIENCE });
  await page.getByRole('button', { name: 'review.json' }).waitFor();
}

async function save(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
  expect(download.suggestedFilename()).toContain(name.replace(/^.*\./, '.'));
  return readFile(await download.path(), 'utf8');
}
