import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../../integration/support/requirements.ts';
import { FakeBackend } from '../../ui/support/fake-backend.ts';
import { buildPanel, findViolations, keepPicture, launchBrowser, NARROW, openPanel, WIDE } from './panel-browser.ts';
import { startPanelServer } from './panel-server.ts';
import { REVIEW_SCREENS } from './review-screens.ts';
import { SCREENS } from './screens.ts';

describeWith('browser', 'screens of the panel', () => {
  let browser: Browser;
  let panel: string;

  beforeAll(async () => {
    [panel, browser] = await Promise.all([buildPanel(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
  });

  it.concurrent.each([...SCREENS, ...REVIEW_SCREENS])('shows $name in light and dark, wide and narrow, without a finding of axe', async (screen) => {
    const backend = new FakeBackend();
    screen.prepare?.(backend);
    const server = await startPanelServer(panel, backend);
    const page = await openPanel(browser, server.address);
    try {
      await screen.reach?.(page, backend);
      await page.getByText(screen.shows).first().waitFor();
      const found: string[] = [];
      for (const { name, viewport, scheme, rules } of LOOKS) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: scheme });
        await page.getByText(screen.shows).first().waitFor({ state: 'attached' });
        await keepPicture(page, `${screen.name}-${name}`);
        found.push(...(await findViolations(page, rules)).map((violation) => `${name}: ${violation}`));
      }
      expect(found).toEqual([]);
    } finally {
      await page.context().close();
      await server.close();
    }
  });
});

/** The panel follows the colour scheme and the width while it is open, so one page shows all four. What is there depends on the width alone. */
const LOOKS = [
  { name: 'wide-light', viewport: WIDE, scheme: 'light', rules: 'all' },
  { name: 'wide-dark', viewport: WIDE, scheme: 'dark', rules: 'colours' },
  { name: 'narrow-dark', viewport: NARROW, scheme: 'dark', rules: 'all' },
  { name: 'narrow-light', viewport: NARROW, scheme: 'light', rules: 'colours' },
] as const;
