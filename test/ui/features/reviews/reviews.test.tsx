import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { FakeBackend } from '../../support/fake-backend.ts';
import { renderPanel } from '../../support/render-panel.tsx';
import { findingOf, modelSettingsOf, optionsOf, optionsWithModel, progressOf, reviewOf } from '../../support/wire-reviews.ts';
import { MISMATCH, OUTDATED } from '../../support/wire-rows.ts';

const findRow = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('row', { name });
const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('button', { name });
const openReviews = async (user: ReturnType<typeof renderPanel>): Promise<void> => { await user.click(within(await screen.findByRole('navigation')).getByRole('button', { name: /^Reviews/ })); };

function backendWith(row = MISMATCH): FakeBackend {
  const backend = new FakeBackend();
  backend.rows = [row];
  return backend;
}

describe('when a review is asked for', () => {
  it('goes from the row by key through the dialog to its report', async () => {
    const backend = backendWith();
    const user = renderPanel(backend);
    (await findRow(/Postgres/)).focus();
    await user.keyboard('r');
    const dialog = await screen.findByRole('dialog', { name: /^Review Postgres/ });
    await within(dialog).findByText('Nothing leaves this machine.');
    await user.click(within(dialog).getByRole('button', { name: 'Start the review' }));
    await screen.findByRole('region', { name: /^Reviewing postgres/ });
    await user.click(await screen.findByRole('button', { name: /^Open the report/ }, { timeout: 15_000 }));
    await screen.findByRole('heading', { name: /^Review of postgres/ });
    expect(backend.reviews.targets).toEqual([{ kind: 'image', key: MISMATCH.key }]);
  });

  it('compares with the last reviewed revision where that is older', async () => {
    const backend = backendWith(OUTDATED);
    backend.reviews.options = optionsOf({ bases: [{ commit: OUTDATED.review?.head ?? '', why: 'lastReviewed', date: null }] });
    const user = renderPanel(backend);
    await user.click(await findRow(/Grafana/));
    await user.click(await button('Review what changed since 1a2b3c4'));
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: /^Only what changed/ })).checked).toBe(true);
    expect(screen.getByRole('combobox', { name: 'Changed since' }).textContent).toContain('1a2b3c4 · last reviewed');
  });

  it('says where source text goes and what it costs at most', async () => {
    const backend = backendWith();
    backend.reviews.options = optionsWithModel();
    backend.reviews.settings = modelSettingsOf({ provider: 'anthropic', model: 'claude-sonnet-5', keys: { anthropic: 'memory', openai: 'none' } });
    const user = renderPanel(backend);
    await user.click(await button('Review the source of Postgres'));
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('Cost: at most $6.00 with this budget.');
    expect(dialog.textContent).toContain('Source text goes to api.anthropic.com.');
    await user.click(within(dialog).getByRole('radio', { name: /^Rules Fixed/ }));
    await within(dialog).findByText('Nothing leaves this machine.');
  });

  it('says why an agent is not ready, with the command and its size', async () => {
    const user = renderPanel(backendWith());
    await user.click(await button('Review the source of Postgres'));
    await user.click(await screen.findByRole('radio', { name: /^Claude Code/ }));
    await screen.findByText(/takes 612 MB on disk/);
    await user.click(await button('Copy the command that installs Claude Code'));
    expect(await navigator.clipboard.readText()).toMatch(/^docker build/);
    expect((await button('Start the review')).hasAttribute('disabled')).toBe(true);
  });

  it('says beside the button why nothing was started, and stays open', async () => {
    const backend = backendWith();
    backend.faults.set('POST /api/jobs', { code: 'sandbox_image_missing', message: 'No image.', hint: 'Build it.' });
    const user = renderPanel(backend);
    await user.click(await button('Review the source of Postgres'));
    await user.click(await button('Start the review'));
    expect(within(await screen.findByRole('dialog')).getByText('sandbox_image_missing')).toBeTruthy();
  });

  it('asks for a server by its name', async () => {
    const backend = backendWith();
    const user = renderPanel(backend);
    await openReviews(user);
    await user.click(await button('Review a server'));
    await user.type(await screen.findByRole('combobox', { name: /^Name of the server/ }), 'github-official');
    await user.click(await button('Continue'));
    await button('Start the review');
    expect(backend.reviews.targets).toEqual([{ kind: 'server', name: 'github-official' }]);
  });
});

describe('when reviews run', () => {
  it('takes up one that ran on while the panel was closed, and cancels it', async () => {
    const backend = backendWith();
    backend.jobs.pace = 0;
    backend.jobs.put({ id: 'job-r', kind: 'review', review: progressOf() });
    const user = renderPanel(backend);
    await openReviews(user);
    await screen.findByText(/^37 files read · 2 findings so far · 91.6 k tokens · 6 requests · cost: \$0.31/);
    await user.click(await button(/^Cancel the review of postgres/));
    await screen.findByText(/was cancelled/);
  });

  it('says that one waits in line', async () => {
    const backend = backendWith();
    backend.jobs.pace = 0;
    backend.jobs.put({ id: 'job-r', kind: 'review', review: progressOf({ step: 'waiting', usage: null, cost: null }) });
    const user = renderPanel(backend);
    await openReviews(user);
    await screen.findByText(/^Two reviews run at a time/);
  });

  it('offers what ended while the panel was closed until it is dismissed, also after coming back', async () => {
    const backend = backendWith();
    backend.jobs.put({ id: 'job-f', kind: 'review', state: 'failed', review: progressOf({ step: 'ended' }), error: { code: 'report_malformed', message: 'A part is missing.', hint: 'Try again.' } });
    const user = renderPanel(backend);
    await screen.findByText('report_malformed');
    await user.click(await button(/^Dismiss the review of postgres/));
    expect(screen.queryByText('report_malformed')).toBeNull();
    cleanup();
    renderPanel(backend);
    await findRow(/Postgres/);
    await waitFor(() => { expect(backend.requests.filter((request) => request === 'GET /api/jobs')).toHaveLength(2); });
    expect(screen.queryByText('report_malformed')).toBeNull();
  });
});

describe('when a review is read', () => {
  it('shows risk, findings by severity with place and code, coverage and labels, and is there again after a return', async () => {
    const backend = backendWith();
    backend.reviews.reviews = [reviewOf({ findings: [findingOf({ severity: 'low', file: 'a.ts', line: 1, endLine: null }), findingOf({ evidence: 'x\u202ey\n\tz' })] })];
    const user = renderPanel(backend);
    await openReviews(user);
    await user.click(await button(/^postgres: open the review/));
    await screen.findByText('Critical risk');
    expect(screen.getAllByRole('heading', { level: 4 }).slice(0, 2).map((heading) => heading.textContent)).toEqual(['Critical: 1 finding', 'Low: 1 finding']);
    expect(screen.getByLabelText('Code of src/tools/run.ts:41-43').textContent).toBe('x⟨U+202E⟩y\n\tz');
    expect(screen.getByText(/^Read 60 of 64 files/)).toBeTruthy();
    expect(screen.getAllByText('security-blocked')).not.toEqual([]);
    cleanup();
    renderPanel(backend);
    await screen.findByText('Critical risk');
  });

  it('hands over all four files', async () => {
    const saved: string[] = [];
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }));
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(this: HTMLAnchorElement) { saved.push(this.download); });
    const user = renderPanel(backendWith());
    await openReviews(user);
    await user.click(await button(/^postgres: open the review of 2026-06-15/));
    for (const name of ['report.md', 'labels.txt', 'findings.sarif', 'review.json']) {
      await user.click(await button(name));
      await screen.findByText(`Saved as postgres-${name}.`);
    }
    expect(saved).toEqual(['postgres-report.md', 'postgres-labels.txt', 'postgres-findings.sarif', 'postgres-review.json']);
    click.mockRestore();
  });

  it('deletes only after asking', async () => {
    const backend = backendWith();
    const user = renderPanel(backend);
    await openReviews(user);
    await user.click(await button(/^postgres: open the review of 2026-06-15/));
    await user.click(await button('Delete…'));
    expect(backend.reviews.reviews).toHaveLength(4);
    await user.click(await button('Delete the review'));
    await button(/^postgres: open the review of 2026-06-12/);
    await waitFor(() => { expect(screen.queryByRole('button', { name: /open the review of 2026-06-15/ })).toBeNull(); });
  });

  it('compares two of one server and none of two', async () => {
    const user = renderPanel(backendWith());
    await openReviews(user);
    await user.click(await screen.findByRole('checkbox', { name: /postgres, 2026-06-12/ }));
    expect(screen.getByRole('checkbox', { name: /grafana/ }).hasAttribute('disabled')).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: /postgres, 2026-05-30/ }));
    await user.click(await button('Compare'));
    expect((await screen.findAllByRole('heading', { name: /^(Added|Removed|Unchanged)/ })).map((heading) => heading.textContent)).toEqual(['Added (1)', 'Removed (0)', 'Unchanged (1)']);
  });

  it.each([
    ['GET /api/reviews?', 'The history could not be read'],
    ['GET /api/reviews/review-1', 'The review could not be read'],
  ])('tells cause and code where %s is refused', async (path, title) => {
    const backend = backendWith();
    backend.faults.set(path, { code: 'store_unavailable', message: 'The store is closed.', hint: 'Try again.' });
    const user = renderPanel(backend);
    await openReviews(user);
    if (path.endsWith('1')) await user.click(await button(/^postgres: open the review of 2026-06-15/));
    await screen.findByText(title);
    expect(screen.getByText('store_unavailable')).toBeTruthy();
  });

  it('tells the risk in the row, and that it is of an older revision', async () => {
    renderPanel(backendWith(OUTDATED));
    expect(within(await findRow(/reviewed: medium risk of an older revision/)).getByText('older revision')).toBeTruthy();
  });
});
