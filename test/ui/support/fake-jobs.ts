import { jobSchema } from '../../../backend/contract/api.ts';
import type { WireImageRow, WireJob, WireJobRequest } from '../../../backend/contract/api.ts';
import type { WireReview, WireReviewProgress, WireReviewRequest } from '../../../backend/contract/review.ts';
import type { Verification } from '../../../backend/contract/verification.ts';
import { progressOf } from './wire-reviews.ts';
import { commitOf, verificationOf } from './wire-verification.ts';

type Event = WireJob['events'][number];

interface RunningJob {
  job: Omit<WireJob, 'events' | 'next'>;
  readonly keys: readonly string[];
  readonly events: Event[];
}

const NEXT_STEP: Readonly<Record<WireReviewProgress['step'], WireReviewProgress['step']>> = { waiting: 'fetching', fetching: 'analysing', analysing: 'reading', reading: 'reporting', reporting: 'ended', ended: 'ended' };

/** Jobs that go on by `pace` images each time they are asked about. */
export class FakeJobs {
  /** Images that are finished between two questions; 0 stops the clock. */
  pace = 3;
  /** What a check of a row finds. */
  verify: (key: string) => Pick<Event, 'verification' | 'error'> = () => ({ verification: verificationOf(), error: null });
  private readonly jobs = new Map<string, RunningJob>();
  private readonly storeReview: (review: Partial<WireReview>) => string;

  /** @param storeReview stores what a review found; gives its id */
  constructor(storeReview: (review: Partial<WireReview>) => string) {
    this.storeReview = storeReview;
  }

  start(request: WireJobRequest, rows: readonly WireImageRow[]): WireJob {
    const keys = request.kind === 'verify' ? request.keys ?? rows.map((row) => row.key) : [];
    const running: RunningJob = {
      job: { id: `job-${this.jobs.size + 1}`, kind: request.kind, state: 'running', startedAt: '2026-06-15T12:00:00Z', total: keys.length, done: 0, active: keys.slice(0, 8), message: '', review: request.kind === 'review' ? firstProgress(request) : null, error: null },
      keys, events: [],
    };
    this.jobs.set(running.job.id, running);
    return answerOf(running, 0);
  }

  /** Puts a job in that nobody started here. */
  put(job: Partial<WireJob> & { readonly id: string }, keys: readonly string[] = []): void {
    this.jobs.set(job.id, { job: { kind: 'verify', state: 'running', startedAt: '2026-06-15T12:00:00Z', total: keys.length, done: 0, active: keys.slice(0, 8), message: '', review: null, error: null, ...job }, keys, events: [] });
  }

  list(): readonly unknown[] {
    return [...this.jobs.values()].map(({ job }) => job).toReversed();
  }

  get(id: string, since: number): WireJob | null {
    const running = this.jobs.get(id);
    if (running === undefined) return null;
    this.goOn(running);
    return answerOf(running, since);
  }

  cancel(id: string): WireJob | null {
    const running = this.jobs.get(id);
    if (running === undefined) return null;
    running.job = { ...running.job, state: 'cancelled', active: [] };
    return answerOf(running, 0);
  }

  forget(): void {
    this.jobs.clear();
  }

  private goOn(running: RunningJob): void {
    if (running.job.kind === 'review') {
      if (running.job.state === 'running' && this.pace > 0) this.goOnReviewing(running);
      return;
    }
    if (running.job.state !== 'running' || (this.pace === 0 && running.keys.length > 0)) return;
    const done = Math.min(running.keys.length, running.job.done + this.pace);
    for (const key of running.keys.slice(running.job.done, done)) running.events.push({ number: running.events.length, key, ...this.verify(key) });
    const isDone = done === running.keys.length;
    running.job = { ...running.job, done, state: isDone ? 'done' : 'running', active: isDone ? [] : running.keys.slice(done, done + 8) };
  }

  /** One step further; the last one stores the review. */
  private goOnReviewing(running: RunningJob): void {
    const { review } = running.job;
    if (review === null) return;
    const step = NEXT_STEP[review.step];
    const isDone = step === 'ended';
    const reviewId = isDone ? this.storeReview({ server: review.title, title: review.title, head: review.head, base: review.base, mode: review.base === null ? 'full' : 'differential', agent: review.agent }) : null;
    running.job = { ...running.job, state: isDone ? 'done' : 'running', review: { ...review, step, reviewId } };
  }
}

/** A review at its beginning: it waits in line first. */
function firstProgress({ target, base, agent }: WireReviewRequest): WireReviewProgress {
  const title = target.kind === 'server' ? target.name : 'postgres';
  return progressOf({ title, base, agent, head: commitOf('a1b2c3d'), step: 'waiting', detail: '', filesRead: 0, findings: 0, usage: null, cost: null });
}

/** At most a hundred events an answer, as the contract says. */
function answerOf({ job, events }: RunningJob, since: number): WireJob {
  const shown = events.filter((event) => event.number >= since).slice(0, 100);
  return jobSchema.parse({ ...job, events: shown, next: (shown.at(-1)?.number ?? since - 1) + 1 });
}

/** What a check finds that changes nothing. */
export function keepOf(rows: readonly WireImageRow[]): (key: string) => { verification: Verification | null; error: null } {
  return (key) => ({ verification: rows.find((row) => row.key === key)?.verification ?? verificationOf(), error: null });
}
