import { describe, expect, it } from 'vitest';
import { createJobBoard } from '../../../backend/app/jobs/job-board.ts';
import type { JobReport, JobWork } from '../../../backend/app/jobs/job.ts';
import { toWireError } from '../../../backend/app/present/to-wire-error.ts';
import { jobSchema } from '../../../backend/contract/api.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';

const board = () => createJobBoard({ clock: () => Date.parse('2026-06-15T12:00:00Z'), toWireError });
const settle = async (): Promise<void> => { for (let turn = 0; turn < 10; turn += 1) await Promise.resolve(); };
const event = (key: string) => ({ key, verification: null, error: null });
const reporting = (count: number): JobWork => (report) => {
  report.total(count);
  for (let index = 0; index < count; index += 1) report.finished(event(`k${String(index)}`));
  return Promise.resolve();
};

/** Work that waits for the test, or for its abort. */
function waiting() {
  const held: { report?: JobReport; end?: () => void; fail?: (error: unknown) => void } = {};
  const work: JobWork = (report, signal) => new Promise((resolve, reject) => {
    Object.assign(held, { report, end: resolve, fail: reject });
    signal.addEventListener('abort', () => { reject(signal.reason as Error); });
  });
  return { held, work };
}

describe('when a job is polled', () => {
  it('tells 5,000 events, a hundred an answer, none twice', async () => {
    const jobs = board();
    const { id } = jobs.start('verify', reporting(5000));
    const seen: string[] = [];
    let since = 0;
    for (let answer = jobs.read(id, since); answer !== null && answer.events.length > 0; answer = jobs.read(id, since)) {
      expect(answer.events.length).toBeLessThanOrEqual(100);
      seen.push(...answer.events.map(({ key }) => key));
      since = answer.next;
    }
    await settle();
    expect(seen).toEqual(Array.from({ length: 5000 }, (_, index) => `k${String(index)}`));
    expect(jobSchema.parse(jobs.read(id, 5000))).toMatchObject({ state: 'done', total: 5000, done: 5000, next: 5000, events: [] });
  });

  it('numbers events from where it was asked', () => {
    const jobs = board();
    const { id } = jobs.start('verify', reporting(3));
    expect(jobs.read(id, 1)?.events.map(({ number, key }) => [number, key])).toEqual([[1, 'k1'], [2, 'k2']]);
    expect(jobs.read(id, 99)).toMatchObject({ events: [], next: 99 });
  });

  it('tells what is being worked on', async () => {
    const jobs = board();
    const { held, work } = waiting();
    const { id } = jobs.start('verify', work);
    held.report?.started('a');
    held.report?.started('b');
    held.report?.finished(event('a'));
    held.report?.message('half way');
    expect(jobs.read(id, 0)).toMatchObject({ state: 'running', active: ['b'], message: 'half way', done: 1 });
    held.end?.();
    await settle();
    expect(jobs.read(id, 0)).toMatchObject({ state: 'done', active: [] });
  });

  it('does not know what never was', () => {
    expect([board().read('x', 0), board().cancel('x')]).toEqual([null, null]);
  });
});

describe('when a job ends', () => {
  it.each([
    ['a coded error', new CodedError('engine_absent', 'No engine.'), 'engine_absent'],
    ['a bug', new TypeError('secret-token'), 'internal'],
    ['anything else', 'thrown text', 'internal'],
  ])('fails with %s', async (_name, error, code) => {
    const jobs = board();
    const { held, work } = waiting();
    const { id } = jobs.start('verify', work);
    held.fail?.(error);
    await settle();
    expect(jobs.read(id, 0)).toMatchObject({ state: 'failed', error: { code } });
    expect(JSON.stringify(jobs.read(id, 0))).not.toContain('secret-token');
  });

  it('is cancelled, whether its work throws or returns', async () => {
    const jobs = board();
    const throwing = jobs.start('verify', waiting().work);
    const returning = jobs.start('verify', (_report, signal) => new Promise((resolve) => { signal.addEventListener('abort', () => { resolve(); }); }));
    for (const { id } of [throwing, returning]) jobs.cancel(id);
    await settle();
    for (const { id } of [throwing, returning]) expect(jobs.read(id, 0)).toMatchObject({ state: 'cancelled', error: null });
  });

  it('stays done when it is cancelled afterwards', async () => {
    const jobs = board();
    const { id } = jobs.start('verify', reporting(1));
    await settle();
    expect(jobs.cancel(id)).toMatchObject({ state: 'done' });
  });

  it('is waited for when all are cancelled', async () => {
    const jobs = board();
    const ids = [1, 2, 3].map(() => jobs.start('verify', waiting().work).id);
    await jobs.cancelAll();
    expect(ids.map((id) => jobs.read(id, 0)?.state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });
});

describe('when there are many jobs', () => {
  it('joins a catalog refresh that runs, and no verification', () => {
    const jobs = board();
    const [first, second] = [jobs.start('refreshCatalog', waiting().work), jobs.start('refreshCatalog', waiting().work)];
    expect(second.id).toBe(first.id);
    expect(jobs.start('verify', waiting().work).id).not.toBe(jobs.start('verify', waiting().work).id);
  });

  it('begins another refresh after the one before has ended', async () => {
    const jobs = board();
    const first = jobs.start('refreshCatalog', reporting(1));
    await settle();
    expect(jobs.start('refreshCatalog', reporting(1)).id).not.toBe(first.id);
  });

  it('forgets the oldest beyond twenty, and never a running one', async () => {
    const jobs = board();
    const running = jobs.start('verify', waiting().work);
    const ended = Array.from({ length: 30 }, () => jobs.start('verify', reporting(1)).id);
    await settle();
    const last = jobs.start('verify', reporting(1));
    expect(jobs.list()).toHaveLength(20);
    expect(jobs.list()[0]?.id).toBe(last.id);
    expect(jobs.read(running.id, 0)?.state).toBe('running');
    expect(jobs.read(ended[0] ?? '', 0)).toBeNull();
  });

  it('forgets ended ones whose events are too many to keep, but not the newest', async () => {
    const jobs = board();
    const [first, second] = [jobs.start('verify', reporting(4000)), jobs.start('verify', reporting(4000))];
    await settle();
    const third = jobs.start('verify', reporting(6000));
    await settle();
    expect([first, second, third].map(({ id }) => jobs.read(id, 0)?.state ?? 'forgotten')).toEqual(['forgotten', 'done', 'done']);
  });

  it('lists them newest first, without their events', () => {
    const jobs = board();
    const ids = [1, 2].map(() => jobs.start('verify', reporting(3)).id);
    expect(jobs.list().map(({ id, events }) => [id, events])).toEqual([[ids[1], []], [ids[0], []]]);
  });
});
