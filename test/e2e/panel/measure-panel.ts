import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FakeBackend } from '../../ui/support/fake-backend.ts';
import { manyRows } from '../../ui/support/wire-rows.ts';
import { buildPanel, launchBrowser, openPanel } from './panel-browser.ts';
import { startPanelServer } from './panel-server.ts';

export interface PanelFigures {
  readonly rows: number;
  /** Everything that `index.html` asks for, in bytes after gzip. */
  readonly firstChunkBytes: number;
  /** From the event to the next painted frame, in milliseconds, for each click of a verdict. */
  readonly filterMs: readonly number[];
  /** The same for each typed letter of a search. */
  readonly searchMs: readonly number[];
}

/** Builds the panel and measures it in a real browser with that many rows. */
export async function measurePanel(rows = 2_000): Promise<PanelFigures> {
  const directory = await buildPanel();
  const backend = new FakeBackend();
  backend.rows = manyRows(rows);
  const [browser, server] = await Promise.all([launchBrowser(), startPanelServer(directory, backend)]);
  try {
    const page = await openPanel(browser, server.address, { isLive: true });
    await page.getByRole('grid').waitFor();
    const filterMs = await page.evaluate(measureClicks);
    await page.getByRole('textbox', { name: 'Search images' }).focus();
    const searchMs = await page.evaluate(measureTyping);
    return { rows, firstChunkBytes: firstChunkOf(directory), filterMs, searchMs };
  } finally {
    await browser.close();
    await server.close();
  }
}

function firstChunkOf(directory: string): number {
  const page = readFileSync(join(directory, 'index.html'), 'utf8');
  const asked = readdirSync(join(directory, 'assets')).filter((file) => page.includes(file));
  return gzipSync(page).length + asked.reduce((sum, file) => sum + gzipSync(readFileSync(join(directory, 'assets', file))).length, 0);
}

/** Runs in the page: clicks through the verdicts and back to all, three times. */
async function measureClicks(): Promise<number[]> {
  const buttons = [...document.querySelectorAll<HTMLElement>('[aria-label="Filter by verdict"] button')];
  const times: number[] = [];
  for (const button of [...buttons, ...buttons, ...buttons]) {
    const start = performance.now();
    button.click();
    await new Promise<void>((resolve) => { requestAnimationFrame(() => { setTimeout(resolve); }); });
    times.push(performance.now() - start);
  }
  buttons[0]?.click();
  return times;
}

/** Runs in the page: types a search letter by letter. */
async function measureTyping(): Promise<number[]> {
  const times: number[] = [];
  for (const letter of 'server-1999') {
    const start = performance.now();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one way to type from inside a page
    document.execCommand('insertText', false, letter);
    await new Promise<void>((resolve) => { requestAnimationFrame(() => { setTimeout(resolve); }); });
    times.push(performance.now() - start);
  }
  return times;
}
