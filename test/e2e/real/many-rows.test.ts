import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../../integration/support/requirements.ts';
import { FakeBackend } from '../../ui/support/fake-backend.ts';
import { manyRows } from '../../ui/support/wire-rows.ts';
import { launchDesktop, openInDesktop } from './support/desktop-panel.ts';
import { rowOf } from './support/panel-actions.ts';

const COUNT = 2_000;
/** All rows go through the bridge of the test, which is slower than a socket. */
const LOADED_MS = 90_000;
/** Read by the benchmark, which has no browser. */
const REPORT = process.env['MCP_TRUST_FILTER_REPORT'] ?? join(import.meta.dirname, '../../../node_modules/.cache/panel-filter.json');

describeWith('browser', `when there are ${COUNT} images`, () => {
  let browser: Browser;

  beforeAll(async () => { browser = await launchDesktop(); });
  afterAll(async () => { await browser.close(); });

  it('filters while somebody types', async () => {
    const backend = new FakeBackend();
    backend.rows = manyRows(COUNT);
    const send = (request: { method: string; path: string; body?: unknown }): Promise<{ status: number; text: string }> => {
      const { status, body } = backend.handle(request.method, request.path, request.body);
      return Promise.resolve({ status, text: JSON.stringify(body) });
    };
    const { page, problems } = await openInDesktop(browser, { send });
    await page.getByRole('button', { name: '2,000 All' }).waitFor({ timeout: LOADED_MS });
    const times: number[] = [];
    for (const search of ['server-1', 'server-19', 'server-199', 'server-1999', 'server-7', 'server-77', 'server-777']) times.push(await page.evaluate(timeFilter, search));
    await rowOf(page, /Server 777,/).waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(1 + backend.rows.filter(({ repository }) => repository.includes('server-777')).length));
    expect(problems).toEqual([]);
    const milliseconds = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? NaN;
    mkdirSync(dirname(REPORT), { recursive: true });
    writeFileSync(REPORT, `${JSON.stringify({ rows: COUNT, milliseconds: Math.round(milliseconds * 10) / 10, times })}\n`);
  });
});

/** Runs in the page: types a search at once, and answers the milliseconds until other rows were painted. */
function timeFilter(search: string): Promise<number> {
  const field = document.querySelector<HTMLInputElement>('input[aria-label="Search images"]');
  const grid = document.querySelector('[role="grid"]')?.parentElement ?? null;
  if (field === null || grid === null) throw new Error('there is no search');
  return new Promise((resolve) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => { setTimeout(() => { resolve(performance.now() - start); }); });
    });
    observer.observe(grid, { childList: true, subtree: true, attributes: true });
    // Past React's own setter on the element, as typing goes.
    Reflect.set(HTMLInputElement.prototype, 'value', search, field);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
