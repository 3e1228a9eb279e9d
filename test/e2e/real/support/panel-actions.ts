import type { Locator, Page } from 'playwright-core';

/** A row by the words that a screen reader says for it: verdict, title, place. */
export function rowOf(page: Page, label: string | RegExp): Locator {
  return page.getByRole('row', { name: label });
}

/** The rows that the grid shows, in no order, each as "Verdict: Title". */
export async function readRows(page: Page): Promise<readonly string[]> {
  const labels = await page.getByRole('row').evaluateAll((rows) => rows.flatMap((row) => row.getAttribute('aria-label') ?? []));
  return labels.map((label) => label.replace(/,.*$/, '')).sort();
}

/** Starts a sweep as soon as the catalog is there, and waits for its end. */
export async function verifyAll(page: Page): Promise<void> {
  await page.getByText(/^Catalog: \d+ servers/).waitFor();
  await page.getByRole('button', { name: 'Verify all' }).click();
  await page.getByText(/^Checked \d+ images?\.$/).waitFor();
}

/** Opens the details of a row by its first cell: in the middle of a row there may be a link to a commit. */
export async function openDetail(page: Page, label: string | RegExp): Promise<Locator> {
  await rowOf(page, label).getByRole('gridcell').first().click();
  const detail = page.getByRole('complementary');
  await detail.getByRole('button', { name: 'Close the details' }).waitFor();
  return detail;
}

export async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  const settings = page.getByRole('region', { name: 'Settings' });
  await settings.getByRole('heading', { name: 'Trusted keys' }).waitFor();
  return settings;
}
