import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../../integration/support/requirements.ts';
import { findViolations } from '../panel/panel-browser.ts';
import { startBackend } from './support/backend-process.ts';
import type { BackendProcess } from './support/backend-process.ts';
import { launchDesktop, openInDesktop, overSocket } from './support/desktop-panel.ts';
import type { DesktopPanel } from './support/desktop-panel.ts';
import { openDetail, openSettings, readRows, rowOf, verifyAll } from './support/panel-actions.ts';

/** A host's theme: the colours that tell it from the panel's own. */
const HOST_THEMES = {
  light: { palette: { mode: 'light', primary: { main: '#0055b3' }, background: { default: '#ffffff', paper: '#ffffff' } } },
  dark: { palette: { mode: 'dark', primary: { main: '#8ec5ff' }, background: { default: '#0f161b', paper: '#151e24' } } },
};

/** For what follows a key or a scheme within a frame, on a machine that is busy. */
const PATIENCE = { timeout: 20_000 };

describeWith('browser', 'when the built panel is used without a mouse or by ear', () => {
  let browser: Browser;
  let backend: BackendProcess;
  let panel: DesktopPanel | null = null;

  const open = async (themes: unknown = null): Promise<Page> => {
    await panel?.close();
    panel = await openInDesktop(browser, { send: overSocket(backend.socketPath), themes });
    await rowOf(panel.page, /Weather/).waitFor();
    return panel.page;
  };
  beforeAll(async () => {
    [browser, backend] = await Promise.all([launchDesktop(), startBackend({ args: ['--sample'] })]);
    await verifyAll(await open());
  });
  afterAll(async () => {
    await browser.close();
    await backend.stop();
  });

  it.each([
    { screen: 'grid', reach: () => Promise.resolve() },
    { screen: 'detail', reach: (page: Page) => openDetail(page, /^Mismatch: Notes/) },
    { screen: 'settings', reach: (page: Page) => openSettings(page) },
  ])('gives axe nothing to find in the $screen, light and dark', async ({ reach }) => {
    const page = await open();
    await reach(page);
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(300);
      found.push(...(await findViolations(page)).map((violation) => `${colorScheme}: ${violation}`));
    }
    expect(found).toEqual([]);
  });

  it("takes the host's theme, and follows its scheme live", async () => {
    const page = await open(HOST_THEMES);
    const primary = async (): Promise<string> => page.getByRole('button', { name: 'Verify all' }).evaluate((button) => getComputedStyle(button).backgroundColor);
    await expect.poll(primary, PATIENCE).toBe('rgb(0, 85, 179)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(primary, PATIENCE).toBe('rgb(142, 197, 255)');
    expect(await findViolations(page)).toEqual([]);
  });

  it('leads from search to evidence and back by keys alone', async () => {
    const page = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('weather');
    await expect.poll(() => readRows(page), PATIENCE).toEqual(['Verified: Weather']);
    await press(page, 'Tab', () => focusedLabel(page), /^Verified: Weather/);
    await page.keyboard.press('v');
    await rowOf(page, /^Verified: Weather/).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedLabel(page), PATIENCE).toBe('Close the details');
    await press(page, 'Tab', () => focusedText(page), /^Values and commands of Signature$/);
    await page.keyboard.press('Enter');
    await page.getByLabel('Command for Signature').first().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedLabel(page), PATIENCE).toMatch(/^Verified: Weather/);
    expect(await page.getByRole('complementary').count()).toBe(0);
  });
});

const MAX_PRESSES = 40;

/** Presses a key until the focus is where it should be. */
async function press(page: Page, key: string, focused: () => Promise<string>, wanted: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let count = 0; count < MAX_PRESSES; count += 1) {
    await page.keyboard.press(key);
    seen.push(await focused());
    if (wanted.test(seen.at(-1) ?? '')) return;
  }
  throw new Error(`the focus went to ${seen.join(' → ')}`);
}

function focusedLabel(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
}

function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => (document.activeElement?.textContent ?? '').trim());
}
