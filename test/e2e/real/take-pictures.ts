// Takes the pictures of the documents and of the extension's labels from the built panel over the sample world; those of
// reviews over the answers of the panel's tests.
//
//   npm run build && node test/e2e/real/take-pictures.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBackend } from './support/backend-process.ts';
import { launchDesktop, openInDesktop, overSocket } from './support/desktop-panel.ts';
import { openDetail, openSettings, rowOf, verifyAll } from './support/panel-actions.ts';
import { takeReviewPictures } from './support/review-pictures.ts';
import { shrinkPng } from './support/shrink-png.ts';
import type { DesktopOptions, DesktopPanel } from './support/desktop-panel.ts';

const FOLDER = join(import.meta.dirname, '../../../docs/images');
/** Time for fonts and transitions. */
const SETTLE_MS = 500;

type Look = Pick<DesktopOptions, 'scheme' | 'viewport' | 'deviceScaleFactor'>;
type Reach = (panel: DesktopPanel) => Promise<unknown>;

const DOCUMENT: Look = { viewport: { width: 1400, height: 900 } };
/** What Docker asks of screenshots in an extension's labels: 2400×1600. */
const LABEL: Look = { viewport: { width: 1200, height: 800 }, deviceScaleFactor: 2 };

const showGrid: Reach = () => Promise.resolve();
const showEvidence: Reach = ({ page }) => openDetail(page, /^Mismatch: Payments/);
const showSettings: Reach = ({ page }) => openSettings(page);

const PICTURES: readonly { readonly name: string; readonly look: Look; readonly reach: Reach }[] = [
  { name: 'images-light', look: DOCUMENT, reach: showGrid },
  { name: 'images-dark', look: { ...DOCUMENT, scheme: 'dark' }, reach: showGrid },
  { name: 'evidence-light', look: DOCUMENT, reach: showEvidence },
  { name: 'settings-dark', look: { ...DOCUMENT, scheme: 'dark' }, reach: showSettings },
  { name: 'screenshots/images', look: LABEL, reach: showGrid },
  { name: 'screenshots/evidence', look: LABEL, reach: showEvidence },
  { name: 'screenshots/settings', look: LABEL, reach: showSettings },
];

const backend = await startBackend({ args: ['--sample'] });
const browser = await launchDesktop();
try {
  mkdirSync(join(FOLDER, 'screenshots'), { recursive: true });
  await checkOnce(browser, backend.socketPath);
  for (const picture of PICTURES) await take(picture);
  await takeReviewPictures(browser, (name, picture) => { writeFileSync(join(FOLDER, `${name}.png`), shrinkPng(picture)); });
} finally {
  await browser.close();
  await backend.stop();
}

/** All is verified before the first picture, in a window of its own, so that no picture shows the end of a sweep. */
async function checkOnce(window: Browser, socketPath: string): Promise<void> {
  const panel = await openInDesktop(window, { send: overSocket(socketPath) });
  await verifyAll(panel.page);
  await panel.close();
}

async function take({ name, look, reach }: (typeof PICTURES)[number]): Promise<void> {
  const panel = await openInDesktop(browser, { send: overSocket(backend.socketPath), ...look });
  await rowOf(panel.page, /^Verified: Weather/).waitFor({ state: 'attached' });
  await reach(panel);
  await panel.page.mouse.move(0, 0);
  await panel.page.waitForTimeout(SETTLE_MS);
  writeFileSync(join(FOLDER, `${name}.png`), shrinkPng(await panel.page.screenshot()));
  await panel.close();
}
