import { existsSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openReviewStore, type ReviewStoreOptions } from '../../../backend/adapters/store/sqlite-review-store.ts';
import { openFactStore } from '../../../backend/adapters/store/sqlite-fact-store.ts';
import { reviewOf } from '../../fixtures/review.ts';
import { makeFolder, NOW } from './store-folder.ts';

const AT = { endedAt: '2026-06-15T12:00:00.000Z', inputKey: 'k' };
const ALL = { subject: null, offset: 0, limit: 100 };

async function openReviews(path: string, options: Partial<ReviewStoreOptions> = {}) {
  const store = await openReviewStore({ path, clock: () => NOW, ...options });
  onTestFinished(() => { store.close(); });
  return store;
}

async function makeReviews(folder: string): Promise<string> {
  const path = join(folder, 'reviews.sqlite');
  const store = await openReviewStore({ path, clock: () => NOW });
  for (let number = 0; number < 30; number += 1) store.put(reviewOf({ durationMs: number }), AT);
  store.close();
  return path;
}

describe('when the file was closed and is opened again', () => {
  it('has all reviews, readable by its owner only', async () => {
    const path = await makeReviews(makeFolder());
    expect((await openReviews(path)).list(ALL).total).toBe(30);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('when the file is damaged', () => {
  it.each<readonly [string, (path: string) => void]>([
    ['garbage', (path) => { writeFileSync(path, Buffer.alloc(40_000, 'this is no database; ')); }],
    ['the first half', (path) => { truncateSync(path, statSync(path).size / 2); }],
    ['the mark without the table', (path) => {
      const database = new DatabaseSync(path);
      database.exec('DROP TABLE reviews; CREATE TABLE reviews (something TEXT)');
      database.close();
    }],
  ])('moves %s aside and goes on', async (_reason, damage) => {
    const folder = makeFolder();
    const path = await makeReviews(folder);
    damage(path);
    const store = await openReviews(path);
    store.list(ALL);
    store.latest();
    store.put(reviewOf(), AT);
    expect(store.list(ALL).total).toBe(1);
    expect(readdirSync(folder).some((name) => name.startsWith('reviews.sqlite.damaged-'))).toBe(true);
  });
});

describe('when the file is not ours', () => {
  it('leaves facts alone, and keeps reviews in memory', async () => {
    const path = join(makeFolder(), 'facts.sqlite');
    const facts = await openFactStore({ path, clock: () => NOW });
    facts.write({ kind: 'signature', key: 'a' }, 1, null);
    facts.close();
    const store = await openReviews(path);
    store.put(reviewOf(), AT);
    expect(store.list(ALL).total).toBe(1);
    const again = await openFactStore({ path, clock: () => NOW });
    expect(again.read({ kind: 'signature', key: 'a' })?.value).toBe(1);
    again.close();
  });
});

describe('when a stored review no longer has its form', () => {
  it.each([['not json'], ['{}'], ['null'], ['{"server":1}']])('counts as absent: %s', async (text) => {
    const path = await makeReviews(makeFolder());
    const database = new DatabaseSync(path);
    database.prepare('UPDATE reviews SET review = ?, summary = ?').run(text, text);
    database.close();
    const store = await openReviews(path);
    expect([store.list(ALL).reviews, store.latest().size, store.findByInput('k')]).toEqual([[], 0, null]);
  });
});

describe('when the file may not grow further', () => {
  it('forgets older reviews to make room', async () => {
    const store = await openReviews(join(makeFolder(), 'reviews.sqlite'), { maximumPages: 200 });
    for (let number = 0; number < 60; number += 1) store.put(reviewOf({ durationMs: number, report: 'x'.repeat(20_000) }), AT);
    const { total, reviews } = store.list(ALL);
    expect(total).toBeGreaterThan(5);
    expect(reviews[0]?.summary.durationMs).toBe(59);
  });

  it('refuses one that is out of all proportion, and loses nothing', async () => {
    const store = await openReviews(join(makeFolder(), 'reviews.sqlite'), { maximumPages: 200 });
    store.put(reviewOf(), AT);
    expect(() => store.put(reviewOf({ report: 'x'.repeat(2_000_000) }), AT)).toThrow(expect.objectContaining({ code: 'store_full' }));
    expect(store.list(ALL).total).toBe(1);
  });
});

describe('when two processes share it', () => {
  it('shows each what the other wrote', async () => {
    const path = await makeReviews(makeFolder());
    const [one, other] = [await openReviews(path), await openReviews(path)];
    const { id } = one.put(reviewOf(), AT);
    expect(other.get(id)).not.toBeNull();
    expect(existsSync(path)).toBe(true);
  });
});
