import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { statusOf } from '../support/wire-answers.ts';
import { FakeBackend } from '../support/fake-backend.ts';
import { keepOf } from '../support/fake-jobs.ts';
import { renderPanel } from '../support/render-panel.tsx';
import { commitOf, NEW_KEY_FINGERPRINT, verificationOf } from '../support/wire-verification.ts';
import { MISMATCH, NEW_KEY, ROWS, rowOf, UNCHECKED, VERIFIED } from '../support/wire-rows.ts';

const rowNames = (): string[] => screen.getAllByRole('row').flatMap((row) => row.getAttribute('aria-label') ?? []);
const findRow = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('row', { name });
const HOSTILE = 'evil\u202egnp.exe\u0007<img src=x onerror=alert(1)>\u200b';

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

describe('when the details of an image are open', () => {
  it('shows the sentence and every step with its state and what to do', async () => {
    const backend = new FakeBackend();
    backend.rows = [MISMATCH];
    const user = renderPanel(backend);
    await user.click(await findRow(/Postgres/));
    await screen.findByText('This image says it was built from a1b2c3d. The registry never pinned that commit.');
    const steps = within(screen.getByRole('region', { name: 'Chain of evidence' })).getAllByRole('heading', { level: 4 });
    expect(steps.map((step) => step.textContent)).toEqual([
      'Image Passed', 'Digest Passed', 'Signature Passed', 'Signed reference Passed', 'Signed revision Passed', 'Label Passed', 'Catalog Passed', 'Registry entry Passed', 'Pin Failed',
    ]);
    expect(screen.getByText('Do not run this image. Report it to the owners of the catalog.')).toBeTruthy();
  });

  it('copies the command of a step', async () => {
    const backend = new FakeBackend();
    const user = renderPanel(backend);
    await user.click(await findRow(/Github Official/));
    await user.click(await screen.findByRole('button', { name: 'Values and commands of Image' }));
    await user.click(screen.getByRole('button', { name: 'Copy the command for Image' }));
    expect(await navigator.clipboard.readText()).toBe('docker image inspect docker.io/mcp/example:latest');
  });

  it('draws the pins with a name each, and moves among them by keys', async () => {
    const user = renderPanel(new FakeBackend());
    await user.click(await findRow(/Grafana/));
    const own = await screen.findByRole('img', { name: `Pin 5d6e7f8, from 2026-01-11 to 2026-06-03, this image` });
    own.focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Pin 780e3f1, since 2026-06-03, the current pin');
    expect(screen.getByRole('link', { name: 'Compare with this image' }).getAttribute('href')).toContain(`/compare/${commitOf('5d6e7f8')}...${commitOf('780e3f1')}`);
    await user.click(screen.getByRole('button', { name: 'All pins as a table' }));
    expect(within(screen.getByRole('region', { name: 'All pins' })).getAllByRole('row')).toHaveLength(4);
  });

  it('asks everything anew on request', async () => {
    const backend = new FakeBackend();
    const user = renderPanel(backend);
    await user.click(await findRow(/Postgres/));
    await user.click(await screen.findByRole('button', { name: 'Ask everything anew' }));
    await findRow(/Verified: Postgres/);
  });

  it('opens links only through the host', async () => {
    const opened: string[] = [];
    const user = renderPanel(new FakeBackend(), { host: { openExternal: (url) => { opened.push(url); } } });
    await findRow(/Github Official/);
    await user.click(screen.getAllByRole('link', { name: /^Commit 780e3f1/ })[0] ?? document.body);
    expect(opened).toEqual([VERIFIED.verification?.revision.url]);
  });
});

describe('when text from outside is hostile', () => {
  const row = rowOf({
    name: 'evil', server: { name: HOSTILE, title: HOSTILE, icon: 'javascript:alert(1)' }, tags: [HOSTILE], reference: HOSTILE,
    verification: {
      verdict: 'mismatch', summary: HOSTILE, revision: { label: HOSTILE, claim: HOSTILE, pin: null, url: 'javascript:alert(1)' },
      publisher: { level: 'community', name: HOSTILE, builtBy: 'unknown', evidence: [HOSTILE] },
      checks: [{ ...verificationOf().checks[0], id: 'image', state: 'failed', code: null, message: HOSTILE, hint: HOSTILE, values: { [HOSTILE]: HOSTILE }, commands: [HOSTILE] }],
      signature: { ...verificationOf().signature, keyName: HOSTILE, rejected: [{ location: HOSTILE, code: 'signature_malformed', detail: HOSTILE }] },
      pin: { ...verificationOf().pin, history: [{ commit: HOSTILE, project: 'javascript:alert(1)', from: HOSTILE, until: null }] },
    },
  });

  it('shows it as text, without a character that deceives and without a picture or a link', async () => {
    const backend = new FakeBackend();
    backend.rows = [row];
    const user = renderPanel(backend);
    await user.click(await findRow(/Mismatch: evil/));
    for (const button of await screen.findAllByRole('button', { expanded: false })) if (!button.hasAttribute('aria-haspopup')) await user.click(button);
     
    expect(/.{0,60}[\u0000-\u0008\u200B-\u200F\u202A-\u202E\u2066-\u2069].{0,20}/u.exec(document.body.outerHTML)?.[0]).toBeUndefined();
    expect(document.querySelector('img')).toBeNull();
    expect([...document.querySelectorAll('a')].map((link) => link.getAttribute('href')).filter((href) => !(href ?? '').startsWith('https://'))).toEqual([]);
    expect(document.body.textContent).toContain('⟨U+202E⟩');
  });
});

describe('when a person must decide', () => {
  it('shows both keys, and trusts the new one only after it was compared', async () => {
    const backend = new FakeBackend();
    backend.rows = [NEW_KEY];
    const user = renderPanel(backend);
    await user.click(await screen.findByRole('button', { name: 'Compare keys…' }));
    const dialog = await screen.findByRole('dialog', { name: 'A new signing key was published' });
    const trust = within(dialog).getByRole('button', { name: 'Trust the new key' });
    expect([within(dialog).getByText(NEW_KEY_FINGERPRINT), trust.hasAttribute('disabled')]).toEqual([expect.anything(), true]);
    await user.click(within(dialog).getByRole('checkbox'));
    await user.click(trust);
    await findRow(/Verified: Duckduckgo/);
    expect(backend.settings.keys.find((key) => key.fingerprint === NEW_KEY_FINGERPRINT)?.origin).toBe('accepted');
  });

  it('keeps the old catalog unless the new history is accepted', async () => {
    const backend = new FakeBackend();
    backend.status = statusOf({ catalog: { state: 'rewritten', pendingHead: commitOf('deadbee') } });
    const user = renderPanel(backend);
    await user.click(await screen.findByRole('button', { name: /^Review…/ }));
    await user.click(await screen.findByRole('button', { name: 'Keep the old one' }));
    expect(backend.status.catalog.state).toBe('rewritten');
    await user.click(await screen.findByRole('button', { name: /^Review…/ }));
    await user.click(await screen.findByRole('button', { name: 'Accept the new history' }));
    await waitFor(() => { expect(backend.status.catalog.head).toBe(commitOf('deadbee')); });
  });
});

describe('when the panel itself is faulty', () => {
  it('says so instead of going blank', async () => {
    const backend = new FakeBackend();
    const broken = { ...backend, transport: () => { throw new Error('window.ddClient is missing'); } };
    renderPanel(broken as unknown as FakeBackend);
    await screen.findByText('The panel stopped');
  });
});
