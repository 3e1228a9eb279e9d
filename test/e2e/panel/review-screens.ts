import type { Page } from 'playwright-core';
import type { FakeBackend } from '../../ui/support/fake-backend.ts';
import { modelSettingsOf, optionsOf, optionsWithModel, progressOf, reviewOf } from '../../ui/support/wire-reviews.ts';
import { commitOf } from '../../ui/support/wire-verification.ts';
import type { Screen } from './screens.ts';

const FAILURE = { code: 'report_contradicts_labels', message: 'The report says another risk level than its labels: low and high.', hint: 'The review failed. Try again, or use another model; the static findings stand.' } as const;
const NO_SANDBOX = { code: 'sandbox_not_enforced', message: 'The engine did not apply a setting of the sandbox, so nothing was started: pids limit.', hint: 'Use an engine that supports the setting. The review runs nowhere else.' } as const;
const WILD = `${'> '.repeat(400)}deep\n\nimport { x } from 'y';\u202e\n`;

async function openReviews(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: /^Reviews/ }).click();
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('row', { name: 'Postgres' }).getByRole('button', { name: 'Review the source of Postgres' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start the review' }).waitFor();
}

async function openReview(page: Page): Promise<void> {
  await openReviews(page);
  await page.getByRole('button', { name: /^postgres: open the review of 2026-06-15/ }).click();
}

async function choose(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('radio', { name }).check();
}

async function openModelSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Reviews', exact: true }).scrollIntoViewIfNeeded();
}

function runs(change: Parameters<typeof progressOf>[0] = {}): (backend: FakeBackend) => void {
  return (backend) => {
    backend.jobs.pace = 0;
    backend.jobs.put({ id: 'job-r', kind: 'review', startedAt: '2026-06-15T11:58:46Z', review: progressOf(change) });
  };
}

/** Every screen of reviews, each with the way to it. */
export const REVIEW_SCREENS: readonly Screen[] = [
  { name: 'review-dialog', reach: openDialog, shows: 'Nothing leaves this machine.' },
  { name: 'review-dialog-loading', prepare: (backend) => { backend.faults.set('POST /api/review-options', 'hang'); }, reach: (page) => page.getByRole('row', { name: 'Postgres' }).getByRole('button', { name: /^Review the source/ }).click(), shows: 'Asking which revisions' },
  { name: 'review-dialog-error', prepare: (backend) => { backend.faults.set('POST /api/review-options', { code: 'review_revision_unknown', message: 'It is not known which commit to review.', hint: 'Give the commit with --head.' }); }, reach: (page) => page.getByRole('row', { name: 'Postgres' }).getByRole('button', { name: /^Review the source/ }).click(), shows: 'It could not be found out what to review' },
  { name: 'review-dialog-differential', reach: async (page) => { await openDialog(page); await choose(page, /^Only what changed/); }, shows: 'Changed since' },
  { name: 'review-dialog-no-base', prepare: (backend) => { backend.reviews.options = optionsOf({ bases: [] }); }, reach: openDialog, shows: 'No earlier revision is known' },
  { name: 'review-dialog-model', prepare: withModel, reach: openDialog, shows: 'Source text goes to' },
  { name: 'review-dialog-model-missing', reach: async (page) => { await openDialog(page); await choose(page, /^Rules and a model/); }, shows: 'Name a model' },
  { name: 'review-dialog-not-installed', reach: async (page) => { await openDialog(page); await choose(page, /^Claude Code/); }, shows: 'Run this once in a terminal' },
  { name: 'review-dialog-no-sandbox', prepare: (backend) => { backend.reviews.options = optionsOf({ sandboxError: NO_SANDBOX }); }, reach: openDialog, shows: 'Reviews cannot run here yet' },
  { name: 'review-dialog-refused', prepare: (backend) => { backend.faults.set('POST /api/jobs', { code: 'sandbox_image_missing', message: 'The image that reviews run in is not on this engine.', hint: 'Build or pull the image of the extension.' }); }, reach: async (page) => { await openDialog(page); await page.getByRole('button', { name: 'Start the review' }).click(); }, shows: 'The review was not started' },
  { name: 'review-server', reach: async (page) => { await openReviews(page); await page.getByRole('button', { name: 'Review a server' }).click(); }, shows: 'Name of the server in the catalog' },
  { name: 'review-progress', prepare: runs(), reach: openReviews, shows: '37 files read' },
  { name: 'review-waiting', prepare: runs({ step: 'waiting', agent: 'static', detail: '', filesRead: 0, findings: 0, usage: null, cost: null, base: commitOf('5d6e7f8') }), reach: openReviews, shows: 'Two reviews run at a time' },
  { name: 'review-progress-detail', prepare: runs(), reach: async (page) => { await page.getByRole('row', { name: 'Postgres' }).click(); await page.getByText('37 files read').scrollIntoViewIfNeeded(); }, shows: '37 files read' },
  { name: 'review-failed', prepare: (backend) => { backend.jobs.put({ id: 'job-f', kind: 'review', state: 'failed', error: FAILURE, review: progressOf({ step: 'ended' }) }); }, reach: openReviews, shows: 'The review of postgres failed' },
  { name: 'review-finished', prepare: (backend) => { backend.jobs.put({ id: 'job-d', kind: 'review', state: 'done', review: progressOf({ step: 'ended', reviewId: 'review-1' }) }); }, shows: 'is finished' },
  { name: 'reviews', reach: openReviews, shows: 'Pick two reviews' },
  { name: 'reviews-loading', prepare: (backend) => { backend.faults.set('GET /api/reviews', 'hang'); }, reach: openReviews, shows: 'Reading the history' },
  { name: 'reviews-empty', prepare: (backend) => { backend.reviews.reviews = []; }, reach: openReviews, shows: 'Nothing has been reviewed yet' },
  { name: 'reviews-error', prepare: (backend) => { backend.faults.set('GET /api/reviews', { code: 'store_unavailable', message: 'The store cannot be opened.', hint: 'Check the data volume.' }); }, reach: openReviews, shows: 'The history could not be read' },
  { name: 'review-report', reach: openReview, shows: 'Executive Summary' },
  { name: 'review-findings', reach: async (page) => { await openReview(page); await page.getByRole('heading', { name: /^Medium: 1/ }).scrollIntoViewIfNeeded(); }, shows: 'Medium: 1 finding' },
  { name: 'review-report-text', reach: async (page) => { await openReview(page); await page.getByRole('heading', { name: 'Executive Summary' }).scrollIntoViewIfNeeded(); await page.getByRole('button', { name: 'Files that were not read' }).click(); }, shows: 'Executive Summary' },
  { name: 'review-report-wild', prepare: (backend) => { backend.reviews.reviews = [reviewOf({ report: WILD })]; }, reach: async (page) => { await openReview(page); await page.getByText('too large or too deeply nested').scrollIntoViewIfNeeded(); }, shows: 'too large or too deeply nested' },
  { name: 'review-report-error', prepare: (backend) => { backend.faults.set('GET /api/reviews/review-1', { code: 'not_found', message: 'There is no such review.', hint: 'It may have been deleted.' }); }, reach: openReview, shows: 'The review could not be read' },
  { name: 'review-delete', reach: async (page) => { await openReview(page); await page.getByRole('button', { name: 'Delete…' }).click(); }, shows: 'Delete this review?' },
  {
    name: 'review-comparison', shows: 'Unchanged (1)',
    reach: async (page) => {
      await openReviews(page);
      await page.getByRole('checkbox', { name: /postgres, 2026-06-12/ }).check();
      await page.getByRole('checkbox', { name: /postgres, 2026-05-30/ }).check();
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
    },
  },
  { name: 'review-history-detail', reach: async (page) => { await page.getByRole('row', { name: 'Postgres' }).click(); await page.getByRole('heading', { name: 'Reviews of the source' }).scrollIntoViewIfNeeded(); }, shows: 'Review this revision' },
  { name: 'review-settings', prepare: (backend) => { backend.reviews.settings = modelSettingsOf({ provider: 'anthropic', model: 'claude-sonnet-5', keys: { anthropic: 'environment', openai: 'memory' } }); }, reach: openModelSettings, shows: 'Empty cache' },
  { name: 'review-settings-error', prepare: (backend) => { backend.faults.set('GET /api/model-settings', { code: 'store_unavailable', message: 'The settings file cannot be read.', hint: 'Check the data volume.' }); }, reach: openModelSettings, shows: 'These settings could not be read' },
];

function withModel(backend: FakeBackend): void {
  backend.reviews.options = optionsWithModel();
  backend.reviews.settings = modelSettingsOf({ provider: 'anthropic', model: 'claude-sonnet-5', keys: { anthropic: 'stored', openai: 'none' } });
}
