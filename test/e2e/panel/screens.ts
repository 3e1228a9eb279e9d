import type { Page } from 'playwright-core';
import type { FakeBackend } from '../../ui/support/fake-backend.ts';
import { settingsAnswerOf, statusOf } from '../../ui/support/wire-answers.ts';
import { BY_DIGEST, INDETERMINATE, MISMATCH, NEW_KEY, OUTDATED, ROWS, UNCHECKED, UNVERIFIED, VERIFIED } from '../../ui/support/wire-rows.ts';
import type { WireCatalogStatus, WireImageRow } from '../../../backend/contract/api.ts';
import { commitOf, NEW_KEY_FINGERPRINT } from '../../ui/support/wire-verification.ts';

export interface Screen {
  readonly name: string;
  readonly prepare?: (backend: FakeBackend) => void;
  readonly reach?: (page: Page, backend: FakeBackend) => Promise<void>;
  /** A text that is there when the screen is. */
  readonly shows: string | RegExp;
}

const ERROR = { code: 'engine_forbidden', message: 'The Docker engine refuses this user.', hint: 'Give the user access to the socket, then try again.' } as const;

const STALE: Partial<WireCatalogStatus> = {
  state: 'stale', fetchedAt: '2026-06-12T08:00:00Z',
  error: { code: 'git_timeout', message: 'github.com gave no answer within 30 seconds.', hint: 'Check the network and the proxy, then retry.' },
  problems: [{ server: 'broken', file: 'servers/broken/server.yaml', line: 7, code: 'entry_yaml_invalid', detail: 'Nested mappings are not allowed here.' }],
};

function detailOf(name: string, row: WireImageRow, shows: string | RegExp): Screen {
  return { name: `detail-${name}`, shows, reach: (page) => openRow(page, row) };
}

async function openRow(page: Page, row: WireImageRow): Promise<void> {
  await page.getByRole('row', { name: row.server?.title ?? '' }).getByRole('gridcell').first().click();
}

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).first().click();
}

/** Every screen and state but those of reviews, each with the way to it. */
export const SCREENS: readonly Screen[] = [
  { name: 'images', shows: 'Github Official' },
  { name: 'images-loading', prepare: (backend) => { backend.faults.set('GET /api/images', 'hang'); }, shows: 'Reading the images of this machine' },
  { name: 'images-empty', prepare: (backend) => { backend.rows = []; }, shows: 'Look for images' },
  { name: 'images-error', prepare: (backend) => { backend.faults.set('GET /api/images', { code: 'engine_timeout', message: 'The engine gave no list of images within 30 seconds.', hint: 'Check that Docker is running, then try again.' }); }, shows: 'The images could not be read' },
  { name: 'images-filtered', reach: (page) => page.getByRole('button', { name: /Mismatch/ }).click(), shows: 'Postgres' },
  { name: 'images-no-match', reach: (page) => page.getByRole('textbox', { name: 'Search images' }).fill('zebra'), shows: 'No image matches' },
  { name: 'images-checking', prepare: (backend) => { backend.jobs.pace = 0; backend.jobs.put({ id: 'job-9', done: 4, total: 10 }, ROWS.map((row) => row.key)); }, shows: 'Checking 4 of 10 images' },
  { name: 'images-checked', reach: (page) => page.getByRole('button', { name: 'Verify all' }).click(), shows: 'Checked 10 images' },
  { name: 'images-check-failed', prepare: (backend) => { backend.jobs.verify = () => ({ verification: null, error: { code: 'store_full', message: 'The disk is full.', hint: 'Free some space.' } }); }, reach: (page) => page.getByRole('button', { name: 'Verify all' }).click(), shows: '10 images could not be checked' },
  { name: 'backend-unreachable', prepare: (backend) => { backend.faults.set('', 'unreachable'); }, shows: 'does not answer' },
  { name: 'backend-lost', reach: async (page, backend) => { await page.getByText('Postgres', { exact: true }).waitFor(); backend.faults.set('', 'unreachable'); }, shows: 'does not answer' },
  { name: 'session-refused', prepare: (backend) => { backend.faults.set('GET /api/status', { code: 'request_forbidden', message: 'Open the address that was printed at the start.', hint: 'It has a token in it.' }); }, shows: 'Open the address' },
  { name: 'engine-failed', prepare: (backend) => { backend.status = statusOf({ engine: { state: 'failed', error: ERROR } }); }, shows: 'Show samples instead' },
  { name: 'engine-absent', prepare: (backend) => { backend.status = statusOf({ engine: { state: 'absent', name: null, version: null, store: null, endpoint: null } }); }, shows: 'There is no Docker engine here' },
  { name: 'samples', prepare: (backend) => { backend.status = statusOf({ world: 'sample' }); }, shows: 'These are samples' },
  { name: 'offline', prepare: (backend) => { backend.status = statusOf({ offline: true }); }, shows: 'Offline.' },
  { name: 'store-rebuilt', prepare: (backend) => { backend.status = statusOf({ store: { state: 'rebuilt', movedTo: '/data/facts.sqlite.damaged-2026-06-15' } }); }, shows: 'have been rebuilt' },
  { name: 'catalog-loading', prepare: (backend) => { backend.status = statusOf({ catalog: { state: 'loading', phase: 'receiving objects', percent: 45, fetchedAt: null, head: null, serverCount: 0 } }); }, shows: 'receiving objects 45 %' },
  { name: 'catalog-stale', prepare: (backend) => { backend.status = statusOf({ catalog: STALE }); }, reach: (page) => page.getByRole('button', { name: /^Catalog:/ }).click(), shows: 'The last refresh failed' },
  { name: 'catalog-rewritten', prepare: (backend) => { backend.status = statusOf({ catalog: { state: 'rewritten', pendingHead: commitOf('deadbee') } }); }, reach: (page) => page.getByRole('button', { name: /^Review…/ }).click(), shows: 'history was rewritten' },
  { name: 'new-key', reach: (page) => page.getByRole('button', { name: 'Compare keys' }).first().click(), prepare: withCandidate, shows: 'A new signing key was published' },
  detailOf('verified', VERIFIED, 'Built from the audited commit'),
  detailOf('outdated', OUTDATED, 'one pin and 12 days old'),
  detailOf('mismatch', MISMATCH, 'never pinned that commit'),
  detailOf('unverified', UNVERIFIED, 'Published by its maker'),
  detailOf('indeterminate', INDETERMINATE, 'time-out after 10 s'),
  detailOf('new-key', NEW_KEY, 'nobody here has accepted'),
  detailOf('unchecked', UNCHECKED, 'has not been checked yet'),
  detailOf('by-digest', BY_DIGEST, 'Built from the audited commit'),
  {
    name: 'detail-evidence', shows: 'All pins as a table',
    reach: async (page) => {
      await openRow(page, MISMATCH);
      await page.getByRole('button', { name: 'Values and commands of Signature', exact: true }).click();
      await page.getByRole('button', { name: 'All pins as a table' }).click();
      await page.getByRole('button', { name: 'Raw answer' }).click();
      await page.getByRole('region', { name: 'All pins' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'settings', reach: openSettings, shows: 'Trusted keys' },
  { name: 'settings-loading', prepare: (backend) => { backend.faults.set('GET /api/settings', 'hang'); }, reach: openSettings, shows: 'Settings' },
  { name: 'settings-error', prepare: (backend) => { backend.faults.set('GET /api/settings', { code: 'store_unavailable', message: 'The settings file cannot be read.', hint: 'Check the data volume.' }); }, reach: openSettings, shows: 'The settings could not be read' },
  {
    name: 'settings-middle', prepare: (backend) => { backend.settings = settingsAnswerOf({ mirrors: [{ of: 'docker.io', at: 'registry.corp:5000', plainHttp: true, authoritative: false }], registryAuth: [{ registry: 'docker.io', username: 'reader', hasToken: true }] }); }, shows: 'Mirrors',
    reach: async (page) => { await openSettings(page); await page.getByRole('heading', { name: 'Registry tokens' }).scrollIntoViewIfNeeded(); },
  },
  {
    name: 'settings-errors', shows: 'Give a git address',
    reach: async (page) => { await openSettings(page); await page.getByLabel('Source', { exact: true }).fill('ext::sh -c id'); await page.getByRole('button', { name: 'Add key' }).click(); await page.getByRole('button', { name: 'Trust this key' }).click(); },
  },
  {
    name: 'settings-end', shows: 'Delete data…',
    reach: async (page) => { await openSettings(page); await page.getByRole('button', { name: /^Built-in list/ }).click(); await page.getByRole('button', { name: 'Delete data…' }).scrollIntoViewIfNeeded(); },
  },
  { name: 'settings-delete', reach: async (page) => { await openSettings(page); await page.getByRole('button', { name: 'Delete data…' }).click(); }, shows: 'Delete all data' },
];

function withCandidate(backend: FakeBackend): void {
  const answer = settingsAnswerOf();
  backend.settings = { ...answer, keys: [...answer.keys, { name: 'keyring/public/mcp/latest', fingerprint: NEW_KEY_FINGERPRINT, pem: '', validFrom: null, validUntil: null, origin: 'candidate' }] };
}
