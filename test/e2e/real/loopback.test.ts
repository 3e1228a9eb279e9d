import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWith } from '../../integration/support/requirements.ts';
import { startBackend } from './support/backend-process.ts';
import type { BackendProcess } from './support/backend-process.ts';
import { launchDesktop, listenForProblems } from './support/desktop-panel.ts';
import { readRows, rowOf, verifyAll } from './support/panel-actions.ts';
import { SAMPLE_LABELS } from './support/sample-verdicts.ts';

const REFUSED = 'Failed to load resource: the server responded with a status of 403 (Forbidden)';

describeWith('browser', 'when the printed address is opened in a browser', () => {
  let browser: Browser;
  let backend: BackendProcess;
  let context: BrowserContext;

  beforeAll(async () => {
    [browser, backend] = await Promise.all([launchDesktop(), startBackend({ args: ['--sample'], isLoopback: true })]);
  });
  beforeEach(async () => { context = await browser.newContext({ viewport: { width: 1400, height: 900 } }); });
  afterEach(async () => { await context.close(); });
  afterAll(async () => {
    await browser.close();
    await backend.stop();
  });

  it('trades the token for a session that outlives a reload, without an error on the console', async () => {
    const page = await context.newPage();
    const problems = listenForProblems(context, page);
    await page.goto(backend.address);
    await verifyAll(page);
    expect(await readRows(page)).toEqual(SAMPLE_LABELS);
    const { origin } = new URL(backend.address);
    expect(page.url()).toBe(`${origin}/`);
    const [cookie, ...others] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(others).toEqual([]);
    await page.reload();
    await rowOf(page, /^Verified: Weather/).waitFor();
    expect(problems).toEqual([]);
  });

  it('opens a second tab without the token', async () => {
    const first = await context.newPage();
    await first.goto(backend.address);
    await rowOf(first, /Weather/).waitFor();
    const second = await context.newPage();
    await second.goto(new URL(backend.address).origin);
    await rowOf(second, /Weather/).waitFor();
  });

  it.each([
    { given: 'a wrong token', fragment: '#token=wrong' },
    { given: 'no token', fragment: '' },
  ])('refuses $given with words that help, and shows nothing', async ({ fragment }) => {
    const page = await context.newPage();
    const problems = listenForProblems(context, page);
    await page.goto(`${new URL(backend.address).origin}/${fragment}`);
    await page.getByText('Open the address that was printed at the start').waitFor();
    expect(await readRows(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Verify all' }).isDisabled()).toBe(true);
    expect(problems.filter((problem) => !problem.endsWith(REFUSED))).toEqual([]);
  });
});
