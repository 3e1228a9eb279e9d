import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WireJob } from '../../../../backend/contract/api.ts';
import { followJob } from '../../../../ui/src/features/jobs/follow-job.ts';
import { NO_JOBS, withJob, withoutJob } from '../../../../ui/src/features/jobs/job-state.ts';
import { FakeBackend } from '../../support/fake-backend.ts';
import { manyRows, ROWS } from '../../support/wire-rows.ts';

async function follow(backend: FakeBackend, id: string, controller = new AbortController()): Promise<{ updates: WireJob[]; isLost: boolean }> {
  const seen = { updates: [] as WireJob[], isLost: false };
  const end = followJob(backend.transport(), id, {
    signal: controller.signal,
    onUpdate: (job) => { seen.updates.push(job); },
    onLost: () => { seen.isLost = true; },
  });
  await vi.runAllTimersAsync();
  await end;
  return seen;
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('when a job is followed', () => {
  it('sees every event once', async () => {
    const backend = new FakeBackend();
    backend.handle('POST', '/api/jobs', { kind: 'verify', keys: null, fresh: false });
    const { updates } = await follow(backend, 'job-1');
    expect(updates.flatMap((job) => job.events.map((event) => event.key))).toEqual(ROWS.map((row) => row.key));
    expect(updates.at(-1)?.state).toBe('done');
  });

  it('asks on at once while full answers come, until the last event', async () => {
    const backend = new FakeBackend();
    backend.rows = manyRows(450);
    backend.jobs.pace = 450;
    backend.handle('POST', '/api/jobs', { kind: 'verify', keys: null, fresh: false });
    const { updates } = await follow(backend, 'job-1');
    expect(updates.map((job) => job.events.length)).toEqual([100, 100, 100, 100, 50, 0]);
  });

  it('waits out an outage', async () => {
    const backend = new FakeBackend();
    backend.handle('POST', '/api/jobs', { kind: 'verify', keys: null, fresh: false });
    backend.faults.set('GET /api/jobs', 'unreachable');
    setTimeout(() => { backend.faults.clear(); }, 5_000);
    const { updates } = await follow(backend, 'job-1');
    expect(updates.at(-1)?.state).toBe('done');
  });

  it('ends where the backend no longer knows the job', async () => {
    expect(await follow(new FakeBackend(), 'job-of-before')).toEqual({ updates: [], isLost: true });
  });

  it('stops when the panel is left', async () => {
    const backend = new FakeBackend();
    backend.jobs.pace = 0;
    backend.handle('POST', '/api/jobs', { kind: 'verify', keys: null, fresh: false });
    const controller = new AbortController();
    setTimeout(() => { controller.abort(); }, 1_000);
    const { updates } = await follow(backend, 'job-1', controller);
    expect(updates.every((job) => job.state === 'running')).toBe(true);
  });
});

const JOB: WireJob = { id: 'a', kind: 'verify', state: 'running', startedAt: '', total: 2, done: 0, active: ['k'], message: '', review: null, error: null, next: 0, events: [] };

describe('when the state of jobs changes', () => {
  it('keeps what runs, and what ended last', () => {
    const running = withJob(NO_JOBS, JOB);
    expect(running.running.map((job) => job.id)).toEqual(['a']);
    const ended = withJob(running, { ...JOB, state: 'done', done: 2 });
    expect([ended.running.length, ended.ended?.id]).toEqual([0, 'a']);
  });

  it('does not announce a catalog refresh that went well, and does one that failed', () => {
    expect(withJob(NO_JOBS, { ...JOB, kind: 'refreshCatalog', state: 'done' }).ended).toBeNull();
    expect(withJob(NO_JOBS, { ...JOB, kind: 'refreshCatalog', state: 'failed' }).ended?.id).toBe('a');
  });

  it('keeps the error of a row until a later check succeeds', () => {
    const error = { code: 'store_full', message: '', hint: '' } as const;
    const failed = withJob(NO_JOBS, { ...JOB, events: [{ number: 0, key: 'k', verification: null, error }] });
    expect(failed.rowErrors.get('k')).toEqual(error);
    expect(withJob(failed, { ...JOB, events: [{ number: 1, key: 'k', verification: null, error: null }] }).rowErrors.size).toBe(0);
  });

  it('forgets a job that the backend lost', () => {
    expect(withoutJob(withJob(NO_JOBS, JOB), 'a').running).toEqual([]);
  });
});
