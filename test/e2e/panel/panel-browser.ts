import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { tools } from '../../integration/support/tools.ts';
import { NOW } from '../../ui/support/wire-verification.ts';

const ARGUMENTS = ['--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export type Scheme = 'light' | 'dark';

export const WIDE = { width: 1400, height: 900 } as const;
export const NARROW = { width: 480, height: 860 } as const;

export interface OpenOptions extends Pick<BrowserContextOptions, 'viewport' | 'reducedMotion'> {
  readonly scheme?: Scheme;
  /** The real clock, for what is measured. */
  readonly isLive?: boolean;
}

/** Builds the panel as it ships, into a folder of its own. */
export async function buildPanel(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'panel-'));
  await build({ configFile: join(import.meta.dirname, '../../../vite.config.ts'), logLevel: 'error', build: { outDir, emptyOutDir: true } });
  return outDir;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: tools.chromium, args: ARGUMENTS });
}

/** Opens the panel in a context of its own, at the moment of the fixtures. */
export async function openPanel(browser: Browser, address: string, { scheme = 'light', viewport = WIDE, reducedMotion = 'reduce', isLive = false }: OpenOptions = {}): Promise<Page> {
  const context = await browser.newContext({ colorScheme: scheme, viewport, reducedMotion, locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  if (!isLive) await page.clock.setFixedTime(NOW);
  await page.goto(address);
  return page;
}

/** What axe finds against WCAG 2.2 A and AA, as lines that name rule and element; or its rules on colours alone. */
export async function findViolations(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Colours on their way from one scheme to the other have no contrast to speak of.
  await page.waitForFunction(() => !document.getAnimations().some((animation) => animation instanceof CSSTransition && animation.playState === 'running'));
  // A tooltip belongs to the control that it hangs on, and has no place of its own among the landmarks.
  const axe = new AxeBuilder({ page }).exclude('.MuiTooltip-popper').setLegacyMode();
  const chosen = rules === 'colours' ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const { violations } = await chosen.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

/** Keeps a picture of the screen where a folder for them was named. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['MCP_TRUST_SCREENSHOTS'];
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  // Colours change by a transition when the scheme does.
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
