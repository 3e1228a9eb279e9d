import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createMemoryReviewStore, openReviewStore } from '../../backend/adapters/store/sqlite-review-store.ts';
import { FakeReviewStore } from './fake-review-store.ts';
import { describeReviewStore } from './review-store.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-trust-reviews-'));
const clock = (): number => Date.parse('2026-06-15T12:00:00Z');
let files = 0;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describeReviewStore('the fake', (maximum) => new FakeReviewStore(maximum));
describeReviewStore('SQLite in memory', (maximumReviews) => (maximumReviews === undefined ? createMemoryReviewStore(clock) : openReviewStore({ path: ':memory:', clock, maximumReviews })));
describeReviewStore('SQLite in a file', (maximumReviews) => {
  files += 1;
  return openReviewStore({ path: join(folder, `${String(files)}.sqlite`), clock, ...(maximumReviews === undefined ? {} : { maximumReviews }) });
});
