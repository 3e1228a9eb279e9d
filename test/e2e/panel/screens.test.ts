import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWith } from '../../integration/support/requirements.ts';
import { FakeBackend } from '../../ui/support/fake-backend.ts';
import { buildPanel, findViolations, keepPicture, launchBrowser, NARROW, openPanel, WIDE } from './panel-browser.ts';
import { startPanelServer } from './panel-server.ts';
import type { PanelServer } from './panel-server.ts';
import { REVIEW_SCREENS } from './review-screens.ts';
import { SCREENS } from './screens.ts';

describeWith('browser', 'screens of the panel', () => {
  let browser: Browser;
  let server: PanelServer;
  let page: Page | null = null;

  beforeAll(async () => {
    const [directory, launched] = await Promise.all([buildPanel(), launchBrowser()]);
    browser = launched;
    server = await startPanelServer(directory, new FakeBackend());
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  beforeEach(async () => {
    await page?.context().close();
    page = null;
  });

  it.each([...SCREENS, ...REVIEW_SCREENS])('shows $name in light and dark, wide and narrow, without a finding of axe', async (screen) => {
    const backend = new FakeBackend();
    screen.prepare?.(backend);
    server.backend.current = backend;
    page = await openPanel(browser, server.address);
    await screen.reach?.(page, backend);
    await page.getByText(screen.shows).first().waitFor();
    const found: string[] = [];
    for (const { name, viewport, scheme } of LOOKS) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: scheme });
      await page.getByText(screen.shows).first().waitFor({ state: 'attached' });
      await keepPicture(page, `${screen.name}-${name}`);
      found.push(...(await findViolations(page)).map((violation) => `${name}: ${violation}`));
    }
    expect(found).toEqual([]);
  });
});

/** The panel follows the colour scheme and the width while it is open, so one page shows all four. */
const LOOKS = [
  { name: 'wide-light', viewport: WIDE, scheme: 'light' },
  { name: 'wide-dark', viewport: WIDE, scheme: 'dark' },
  { name: 'narrow-dark', viewport: NARROW, scheme: 'dark' },
  { name: 'narrow-light', viewport: NARROW, scheme: 'light' },
] as const;
