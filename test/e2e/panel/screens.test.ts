import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWith } from '../../integration/support/requirements.ts';
import { FakeBackend } from '../../ui/support/fake-backend.ts';
import { buildPanel, findViolations, keepPicture, launchBrowser, NARROW, openPanel, WIDE } from './panel-browser.ts';
import { startPanelServer } from './panel-server.ts';
import type { PanelServer } from './panel-server.ts';
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

  const variants = SCREENS.flatMap((screen) => (['light', 'dark'] as const).flatMap((scheme) => (['wide', 'narrow'] as const).map((size) => ({ screen, scheme, size }))));

  it.each(variants)('shows $screen.name in $scheme, $size, without a finding of axe', async ({ screen, scheme, size }) => {
    const backend = new FakeBackend();
    screen.prepare?.(backend);
    server.backend.current = backend;
    page = await openPanel(browser, server.address, { scheme, viewport: size === 'wide' ? WIDE : NARROW });
    await screen.reach?.(page, backend);
    await page.getByText(screen.shows).first().waitFor();
    await keepPicture(page, `${screen.name}-${size}-${scheme}`);
    expect(await findViolations(page)).toEqual([]);
  });
});
