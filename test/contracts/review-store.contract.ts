import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Review } from '../../backend/core/review/review.ts';
import { summarizeReview } from '../../backend/core/review/summarize-review.ts';
import type { ReviewStore } from '../../backend/ports/review-store.ts';
import { reviewOf } from '../fixtures/review.ts';

export type OpenReviewStore = (maximumReviews?: number) => ReviewStore | Promise<ReviewStore>;

const AT = { endedAt: '2026-06-15T12:00:00.000Z', inputKey: null };
const ALL = { subject: null, offset: 0, limit: 100 };

const hostile: readonly (readonly [string, string])[] = [
  ['control characters and NUL', 'a\u0000b\u001b[31m\n'],
  ['a lone surrogate', '\ud800'],
  ['text beyond ASCII', 'naïve – 検証 – 🐳'],
  ['quotes and SQL', `'; DROP TABLE reviews; --"`],
  ['text that JavaScript knows', '__proto__'],
  ['300 kB', 'x'.repeat(300_000)],
];

/** What every store of reviews must do. */
export function describeReviewStore(name: string, open: OpenReviewStore): void {
  describe(`the contract of a review store, kept by ${name}`, () => {
    let store: ReviewStore;
    const put = (change: Partial<Review> = {}, inputKey: string | null = null) => store.put(reviewOf(change), { ...AT, inputKey });

    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => {
      store.close();
    });

    describe('when a review was put', () => {
      it('gives it back whole, by its id', () => {
        const review = reviewOf();
        const { id } = store.put(review, AT);
        expect(store.get(id)).toEqual({ id, endedAt: AT.endedAt, review });
        expect(store.get('none')).toBeNull();
      });

      it.each(hostile)('keeps %s as it is', (_reason, text) => {
        const review = reviewOf({ report: text, title: text, server: null, findings: reviewOf().findings.map((finding) => ({ ...finding, message: text })) });
        expect(store.get(store.put(review, AT).id)?.review).toEqual(review);
      });

      it('gives each its own id, also for the same value', () => {
        expect(put().id).not.toBe(put().id);
        expect(store.list(ALL).total).toBe(2);
      });
    });

    describe('when reviews are listed', () => {
      it('answers summaries, the newest first, page by page', () => {
        const ids = [1, 2, 3].map((durationMs) => put({ durationMs }).id).toReversed();
        expect(store.list(ALL).reviews.map(({ id }) => id)).toEqual(ids);
        expect(store.list({ ...ALL, offset: 1, limit: 1 })).toMatchObject({ total: 3, reviews: [{ id: ids[1], summary: { durationMs: 2 } }] });
        expect(store.list({ ...ALL, offset: 3 }).reviews).toEqual([]);
        expect(store.list(ALL).reviews[0]?.summary).toEqual(summarizeReview(reviewOf({ durationMs: 3 })));
      });

      it('keeps servers, projects and directories apart', () => {
        const scope = reviewOf().scope;
        put({ server: 'a' });
        put({ server: null, scope: { ...scope, project: 'https://example.com/p' } });
        put({ server: null, title: './d', scope: { ...scope, project: null } });
        for (const subject of ['a', 'https://example.com/p', './d']) expect(store.list({ ...ALL, subject }).total).toBe(1);
        expect(store.list({ ...ALL, subject: '%' }).total).toBe(0);
        expect([...store.latest().keys()].sort()).toEqual(['./d', 'a', 'https://example.com/p']);
      });

      it('knows the newest of each subject', () => {
        put({ server: 'a', durationMs: 1 });
        put({ server: 'b', durationMs: 2 });
        const newest = put({ server: 'a', durationMs: 3 });
        expect(store.latest().get('a')).toMatchObject({ id: newest.id, summary: { durationMs: 3 } });
        expect(store.latest().size).toBe(2);
      });
    });

    describe('when an input is looked for', () => {
      it('finds the newest review of it', () => {
        put({}, 'k');
        const newest = put({ durationMs: 7 }, 'k');
        put({}, 'other');
        put();
        expect(store.findByInput('k')?.id).toBe(newest.id);
        expect(store.findByInput('unknown')).toBeNull();
      });
    });

    describe('when reviews are removed', () => {
      it('forgets one, and says whether it was there', () => {
        const { id } = put({}, 'k');
        expect([store.remove(id), store.remove(id), store.get(id), store.findByInput('k')]).toEqual([true, false, null, null]);
      });

      it('forgets all, and goes on', () => {
        put();
        store.clear();
        expect(store.list(ALL)).toEqual({ total: 0, reviews: [] });
        expect(store.latest().size).toBe(0);
        put();
        expect(store.list(ALL).total).toBe(1);
      });
    });

    describe('when there are more than it keeps', () => {
      it('forgets the oldest', async () => {
        const small = await open(3);
        const ids = [1, 2, 3, 4, 5].map((durationMs) => small.put(reviewOf({ durationMs }), AT).id);
        expect(small.list(ALL).reviews.map(({ id }) => id)).toEqual(ids.slice(2).toReversed());
        small.close();
      });
    });

    describe('when it is closed', () => {
      it('refuses every call with a code, and closing again does nothing', () => {
        store.close();
        store.close();
        const refused: unknown = expect.objectContaining({ code: 'store_unavailable' });
        expect(() => put()).toThrow(refused);
        expect(() => store.get('a')).toThrow(refused);
        expect(() => store.list(ALL)).toThrow(refused);
        expect(() => store.latest()).toThrow(refused);
        expect(() => store.findByInput('a')).toThrow(refused);
        expect(() => store.remove('a')).toThrow(refused);
        expect(() => { store.clear(); }).toThrow(refused);
      });
    });
  });
}
