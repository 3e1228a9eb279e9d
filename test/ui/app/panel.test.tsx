import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { statusOf } from '../support/wire-answers.ts';
import { FakeBackend } from '../support/fake-backend.ts';
import { keepOf } from '../support/fake-jobs.ts';
import { renderPanel } from '../support/render-panel.tsx';
import { ROWS, rowOf, UNCHECKED } from '../support/wire-rows.ts';

const rowNames = (): string[] => screen.getAllByRole('row').flatMap((row) => row.getAttribute('aria-label') ?? []);
const findRow = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('row', { name });

describe('when the panel opens', () => {
  it('shows every image, mismatches first, each with its verdict in its name', async () => {
    renderPanel(new FakeBackend());
    await findRow(/Mismatch: Postgres/);
    expect(rowNames()).toHaveLength(ROWS.length);
    expect(rowNames()[0]).toMatch(/^Mismatch: /);
    expect(rowNames().at(-1)).toMatch(/^Verified: /);
  });

  it('says what it waits for', async () => {
    const backend = new FakeBackend();
    backend.faults.set('GET /api/images', 'hang');
    renderPanel(backend);
    await screen.findByText('Reading the images of this machine…', {}, { timeout: 4_000 });
    expect(screen.queryByRole('row')).toBeNull();
  });

  it('tells what it is for where there are no images, with one button and one link', async () => {
    const backend = new FakeBackend();
    backend.rows = [];
    const user = renderPanel(backend);
    await user.click(await screen.findByRole('button', { name: 'Look for images' }));
    expect(screen.getByRole('link', { name: 'How to add a server' })).toBeTruthy();
    expect(backend.requests.filter((request) => request.startsWith('GET /api/images'))).toHaveLength(2);
  });

  it('reads images page by page', async () => {
    const backend = new FakeBackend();
    backend.rows = Array.from({ length: 401 }, (_, index) => rowOf({ name: `s${index}` }));
    renderPanel(backend);
    await waitFor(() => { expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('402'); });
    expect(backend.requests.filter((request) => request.startsWith('GET /api/images'))).toHaveLength(3);
  });

  it('is where it was left', async () => {
    const user = renderPanel(new FakeBackend());
    await user.click(await screen.findByRole('button', { name: /2 Mismatch/ }));
    await user.click(await findRow(/Postgres/));
    await screen.findByRole('heading', { name: 'Postgres' });
    cleanup();
    renderPanel(new FakeBackend());
    await screen.findByRole('heading', { name: 'Postgres' });
    expect(screen.getByRole('button', { name: /2 Mismatch/ }).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('when something is wrong around it', () => {
  it('offers samples where the engine does not answer, and shows none by itself', async () => {
    const backend = new FakeBackend();
    backend.status = statusOf({ engine: { state: 'failed', error: { code: 'engine_unreachable', message: 'The engine does not answer.', hint: 'Start Docker.' } } });
    const user = renderPanel(backend);
    await screen.findByText('engine_unreachable');
    expect(screen.queryByRole('row')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show samples instead' }));
    await screen.findByText('These are samples.');
    await findRow(/Postgres/);
  });

  it('goes back from the samples to this machine', async () => {
    const backend = new FakeBackend();
    backend.status = statusOf({ world: 'sample' });
    const user = renderPanel(backend);
    await user.click(await screen.findByRole('button', { name: 'Show this machine’s images' }));
    await waitFor(() => { expect(screen.queryByText('These are samples.')).toBeNull(); });
  });

  it('says that the backend does not answer, and comes back by itself', async () => {
    const backend = new FakeBackend();
    backend.faults.set('', 'unreachable');
    renderPanel(backend);
    await screen.findByText('The backend of this extension does not answer.');
    backend.faults.clear();
    await screen.findByRole('row', { name: /Postgres/ }, { timeout: 4_000 });
    expect(screen.queryByText('The backend of this extension does not answer.')).toBeNull();
  });

  it.each([
    ['GET /api/images', 'The images could not be read'],
    ['GET /api/status', 'The backend refused this panel'],
  ])('tells cause and code where %s is refused', async (path, title) => {
    const backend = new FakeBackend();
    backend.faults.set(path, { code: 'engine_timeout', message: 'No answer within 30 seconds.', hint: 'Try again.' });
    renderPanel(backend);
    await screen.findByText(title);
    expect(screen.getByText('engine_timeout')).toBeTruthy();
  });

  it('does not guess where an answer is not what the contract says', async () => {
    const backend = new FakeBackend();
    backend.faults.set('GET /api/images', { garbage: { total: 1, offset: 0, rows: [{ verdict: 'verified' }] } });
    renderPanel(backend);
    await screen.findByText('backend_answer_malformed');
    expect(screen.queryByText('Verified')).toBeNull();
  });

  it.each([
    [statusOf({ offline: true }), 'Offline.'],
    [statusOf({ store: { state: 'rebuilt', movedTo: '/data/old' } }), 'The stored facts were damaged and have been rebuilt.'],
    [statusOf({ store: { state: 'memoryOnly' } }), 'Facts cannot be stored now.'],
  ])('says what holds for every row', async (status, words) => {
    const backend = new FakeBackend();
    backend.status = status;
    renderPanel(backend);
    await screen.findByText(words);
  });
});

describe('when images are verified', () => {
  it('checks all with a count, and says when it is done', async () => {
    const backend = new FakeBackend();
    const user = renderPanel(backend);
    await findRow(/Not checked: Brave Search/);
    await user.click(screen.getByRole('button', { name: 'Verify all' }));
    await screen.findByRole('progressbar', { name: 'Verification of all images' });
    await screen.findByText('Checked 10 images.', {}, { timeout: 5_000 });
    expect(rowNames().every((name) => name.startsWith('Verified: '))).toBe(true);
  });

  it('checks one row by its key, and shows that in the row', async () => {
    const backend = new FakeBackend();
    backend.jobs.pace = 0;
    const user = renderPanel(backend);
    (await findRow(/Brave Search/)).focus();
    await user.keyboard('v');
    await within(await findRow(/Brave Search/)).findByText('Checking…');
    backend.jobs.pace = 1;
    await findRow(/Verified: Brave Search/);
    expect(backend.requests).toContain('POST /api/jobs');
  });

  it('stops on request and keeps what was found', async () => {
    const backend = new FakeBackend();
    backend.jobs.pace = 0;
    const user = renderPanel(backend);
    await findRow(/Postgres/);
    await user.click(screen.getByRole('button', { name: 'Verify all' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    await screen.findByText(/^Cancelled: 0 of 10 images checked/);
  });

  it('takes up a check that ran on while the panel was closed', async () => {
    const backend = new FakeBackend();
    backend.jobs.verify = keepOf(ROWS);
    backend.jobs.pace = 0;
    backend.jobs.put({ id: 'job-7', done: 4, total: 10 }, ROWS.map((row) => row.key));
    renderPanel(backend);
    await screen.findByText('Checking 4 of 10 images');
    expect(screen.getByRole('button', { name: 'Verifying…' }).hasAttribute('disabled')).toBe(true);
  });

  it('never turns a failed check into a verdict', async () => {
    const backend = new FakeBackend();
    backend.rows = [UNCHECKED];
    backend.jobs.verify = () => ({ verification: null, error: { code: 'internal', message: 'It broke.', hint: '' } });
    const user = renderPanel(backend);
    await findRow(/Not checked: Brave Search/);
    await user.click(screen.getByRole('button', { name: 'Verify Brave Search' }));
    await screen.findByRole('img', { name: 'The last check failed' });
    await findRow(/Not checked: Brave Search/);
  });

  it('says beside the button why nothing was started', async () => {
    const backend = new FakeBackend();
    backend.faults.set('POST /api/jobs', { code: 'catalog_loading', message: 'The catalog is loading.', hint: 'Wait a moment.' });
    const user = renderPanel(backend);
    await findRow(/Postgres/);
    await user.click(screen.getByRole('button', { name: 'Verify all' }));
    await screen.findByText('catalog_loading');
    expect(screen.getByRole('button', { name: 'Verify all' }).hasAttribute('disabled')).toBe(false);
  });
});

describe('when rows are looked for', () => {
  it('filters by a verdict and back', async () => {
    const user = renderPanel(new FakeBackend());
    await user.click(await screen.findByRole('button', { name: '2 Outdated' }));
    expect(rowNames().map((name) => name.replace(/,.*/, ''))).toEqual(['Outdated: Grafana', 'Outdated: Slack']);
    await user.click(screen.getByRole('button', { name: '2 Outdated' }));
    expect(rowNames()).toHaveLength(ROWS.length);
  });

  it('goes to the search with a slash, and says where nothing matches', async () => {
    const user = renderPanel(new FakeBackend());
    await findRow(/Postgres/);
    await user.keyboard('/zebra');
    await user.click(await screen.findByRole('button', { name: 'Show all images' }));
    expect(rowNames()).toHaveLength(ROWS.length);
  });

  it('sorts by a column and turns the order round', async () => {
    const user = renderPanel(new FakeBackend());
    await findRow(/Postgres/);
    const header = screen.getByRole('columnheader', { name: 'Image' });
    await user.click(within(header).getByRole('button'));
    expect([header.getAttribute('aria-sort'), rowNames()[0]]).toEqual(['ascending', expect.stringContaining('Brave Search')]);
    await user.click(within(header).getByRole('button'));
    expect([header.getAttribute('aria-sort'), rowNames()[0]]).toEqual(['descending', expect.stringContaining('Stripe')]);
  });

  it('moves with the arrow keys, opens with Enter, and returns to the row', async () => {
    const user = renderPanel(new FakeBackend());
    (await findRow(/Postgres/)).focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => { expect(document.activeElement?.getAttribute('aria-label')).toMatch(/SQLite/); });
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { name: 'SQLite' });
    await waitFor(() => { expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Close the details' })); });
    await user.keyboard('{Escape}');
    await waitFor(() => { expect(document.activeElement?.getAttribute('aria-label')).toMatch(/SQLite/); });
  });
});
