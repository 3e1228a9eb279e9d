import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../../integration/support/requirements.ts';
import { FakeBackend } from '../../ui/support/fake-backend.ts';
import { manyRows } from '../../ui/support/wire-rows.ts';
import { bridgeDesktop } from './desktop-bridge.ts';
import { buildPanel, launchBrowser, openPanel, WIDE } from './panel-browser.ts';
import { startPanelServer } from './panel-server.ts';
import type { PanelServer } from './panel-server.ts';

describeWith('browser', 'the built panel in a browser', () => {
  let browser: Browser;
  let server: PanelServer;
  const pages: Page[] = [];

  beforeAll(async () => {
    const [directory, launched] = await Promise.all([buildPanel(), launchBrowser()]);
    browser = launched;
    server = await startPanelServer(directory, new FakeBackend());
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    server.backend.current = new FakeBackend();
  });

  async function open(address = server.address): Promise<Page> {
    const page = await openPanel(browser, address);
    pages.push(page);
    return page;
  }

  it('takes the token out of the address and keeps the session over a reload', async () => {
    const page = await open();
    await page.getByRole('row', { name: /Postgres/ }).waitFor();
    expect(page.url()).not.toContain('token');
    await page.reload();
    await page.getByRole('row', { name: /Postgres/ }).waitFor();
  });

  it('shows nothing without the token', async () => {
    const page = await open(server.address.replace(/#.*/, ''));
    await page.getByText('request_forbidden').waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
  });

  it('asks no other host for anything, even where a picture is named', async () => {
    const backend = new FakeBackend();
    backend.rows = backend.rows.map((row) => ({ ...row, server: row.server === null ? null : { ...row.server, icon: 'https://pictures.example/icon.png' } }));
    server.backend.current = backend;
    const page = await open('about:blank');
    const foreign: string[] = [];
    page.on('request', (request) => { if (!request.url().startsWith('http://127.0.0.1')) foreign.push(request.url()); });
    await page.goto(server.address);
    await page.getByRole('row', { name: /Postgres/ }).click();
    await page.getByRole('heading', { name: 'Chain of evidence' }).waitFor();
    expect(foreign).toEqual([]);
  });

  it('draws only the rows in sight of two thousand, and reaches the last by key', async () => {
    server.backend.current.rows = manyRows(2_000);
    const page = await open();
    await page.getByRole('row', { name: /Mismatch/ }).first().focus();
    expect(await page.getByRole('row').count()).toBeLessThan(60);
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '2001');
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-rowindex') === '2');
  });

  it('is scrolled and filtered as it was left', async () => {
    server.backend.current.rows = manyRows(400);
    const page = await open();
    await page.getByRole('button', { name: '80 Verified' }).click();
    const grid = page.getByRole('grid');
    await grid.evaluate((element) => { element.scrollTop = 1_500; });
    await page.waitForFunction(() => localStorage.getItem('mcp-trust.scroll') === '1500');
    await page.reload();
    await grid.waitFor();
    expect([await grid.evaluate((element) => element.scrollTop), await grid.getAttribute('aria-rowcount')]).toEqual([1_500, '81']);
  });

  it('can be worked by keys alone', async () => {
    const page = await open();
    await page.getByRole('row', { name: /Postgres/ }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('grafana');
    await page.keyboard.press('Tab');
    while (!(await page.evaluate(() => document.activeElement?.getAttribute('role') === 'row'))) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Grafana', level: 2 }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.includes('Grafana') === true);
  });

  it('saves a report', async () => {
    const page = await open();
    await page.getByRole('row', { name: /Postgres/ }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Markdown' }).click()]);
    expect(download.suggestedFilename()).toBe('report.md');
  });

  it('works through the client of Docker Desktop, errors included', async () => {
    const backend = server.backend.current;
    const page = await browser.newPage({ viewport: WIDE });
    pages.push(page);
    const bridge = await bridgeDesktop(page, (method, path, body) => {
      const fault = backend.faultOf(method, path);
      if (fault !== null) return Promise.resolve({ ok: false, message: JSON.stringify(fault), statusCode: 503 });
      return Promise.resolve({ ok: true, body: backend.handle(method, path, body).body });
    });
    await page.goto(server.address.replace(/#.*/, ''));
    await page.getByRole('link', { name: /^Commit 780e3f1/ }).first().click();
    await page.waitForTimeout(100);
    expect(bridge.opened[0]).toMatch(/^https:\/\/github\.com\//);
    backend.faults.set('POST /api/jobs', { code: 'catalog_loading', message: 'The catalog is loading.', hint: 'Wait.' });
    await page.getByRole('button', { name: 'Verify all' }).click();
    await page.getByText('catalog_loading').waitFor();
    expect(backend.requests.some((request) => request.includes('/api/session'))).toBe(false);
  });
});
