import type { Browser, Page } from 'playwright-core';
import { FakeBackend } from '../../../ui/support/fake-backend.ts';
import { NEW_KEY, ROWS } from '../../../ui/support/wire-rows.ts';
import { openPanel, type Scheme } from '../../panel/panel-browser.ts';
import { startPanelServer } from '../../panel/panel-server.ts';
import { REVIEW_SCREENS } from '../../panel/review-screens.ts';
import { PANEL } from './product.ts';

/** Which screen stands for what: the names are of the documents, and of the panel's tests. */
const SUBJECTS = [
  { name: 'review-dialog', screen: 'review-dialog-model', height: 960 },
  { name: 'review-progress', screen: 'review-progress', height: 720 },
  { name: 'review-report', screen: 'review-report', height: 960 },
  { name: 'review-history', screen: 'reviews', height: 520 },
] as const;
const SCHEMES: readonly Scheme[] = ['light', 'dark'];
const WIDTH = 1200;
const SETTLE_MS = 500;

/** Pictures of reviews from the built panel over answers of the tests: a model's review cannot be had at will. */
export async function takeReviewPictures(browser: Browser, keep: (name: string, picture: Buffer) => void): Promise<void> {
  const server = await startPanelServer(PANEL, new FakeBackend());
  try {
    for (const subject of SUBJECTS) {
      for (const scheme of SCHEMES) {
        server.backend.current = new FakeBackend();
        // A new key is another story than the one that is shown.
        server.backend.current.rows = ROWS.filter((row) => row !== NEW_KEY);
        keep(`${subject.name}-${scheme}`, await take(browser, { ...subject, address: server.address, scheme, backend: server.backend.current }));
      }
    }
  } finally {
    await server.close();
  }
}

interface Shot {
  readonly address: string;
  readonly scheme: Scheme;
  readonly screen: string;
  readonly height: number;
  readonly backend: FakeBackend;
}

async function take(browser: Browser, { address, scheme, screen: name, height, backend }: Shot): Promise<Buffer> {
  const screen = REVIEW_SCREENS.find((one) => one.name === name);
  if (screen === undefined) throw new Error(`there is no screen "${name}"`);
  screen.prepare?.(backend);
  const page: Page = await openPanel(browser, address, { scheme, viewport: { width: WIDTH, height } });
  await screen.reach?.(page, backend);
  await page.getByText(screen.shows).first().waitFor();
  await page.mouse.move(0, 0);
  await page.waitForTimeout(SETTLE_MS);
  const picture = await page.screenshot();
  await page.context().close();
  return picture;
}
