import { randomUUID } from 'node:crypto';
import type { WireError, WireJob } from '../../contract/api.ts';
import type { WireReviewProgress } from '../../contract/review.ts';
import { CodedError } from '../../core/coded-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobEvent, JobKind, JobReport, JobWork } from './job.ts';

const KEPT_JOBS = 20;
/** Events that ended jobs keep together: one holds a whole verification, some ten kilobytes. */
const KEPT_EVENTS = 5000;
const EVENTS_AN_ANSWER = 100;

interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly startedAt: string;
  readonly abort: AbortController;
  readonly events: JobEvent[];
  readonly active: Set<string>;
  state: WireJob['state'];
  total: number;
  message: string;
  review: WireReviewProgress | null;
  error: WireError | null;
  finished: Promise<void>;
}

/** Long work that outlives the panel: started, polled, cancelled. A second catalog refresh joins the running one. */
export interface JobBoard {
  start(kind: JobKind, work: JobWork): WireJob;
  read(id: string, since: number): WireJob | null;
  list(): readonly WireJob[];
  cancel(id: string): WireJob | null;
  /** Cancels everything and waits for it. */
  cancelAll(): Promise<void>;
}

export interface JobBoardOptions {
  readonly clock: Clock;
  /** Turns a failure of the work into the words of the wire. */
  readonly toWireError: (error: unknown) => WireError;
}

/** Jobs of this process. Ended ones are kept, newest first, until they are more than twenty or have too many events. */
export function createJobBoard(options: JobBoardOptions): JobBoard {
  const jobs: Job[] = [];
  const find = (id: string): Job | undefined => jobs.find((job) => job.id === id);
  return {
    start: (kind, work) => {
      const running = jobs.find((job) => job.kind === kind && job.state === 'running');
      if (running !== undefined && kind === 'refreshCatalog') return toWire(running, 0);
      const job = startJob(kind, work, options);
      jobs.unshift(job);
      forgetOldest(jobs);
      return toWire(job, 0);
    },
    read: (id, since) => {
      const job = find(id);
      return job === undefined ? null : toWire(job, since);
    },
    list: () => jobs.map((job) => toWire(job, job.events.length)),
    cancel: (id) => {
      const job = find(id);
      job?.abort.abort(new CodedError('cancelled', 'Cancelled.'));
      return job === undefined ? null : toWire(job, job.events.length);
    },
    cancelAll: async () => {
      for (const job of jobs) job.abort.abort(new CodedError('cancelled', 'Cancelled.'));
      await Promise.all(jobs.map((job) => job.finished));
    },
  };
}

function startJob(kind: JobKind, work: JobWork, { clock, toWireError }: JobBoardOptions): Job {
  const job: Job = {
    id: randomUUID(),
    kind,
    startedAt: new Date(clock()).toISOString(),
    abort: new AbortController(),
    events: [],
    active: new Set(),
    state: 'running',
    total: 0,
    message: '',
    review: null,
    error: null,
    finished: Promise.resolve(),
  };
  job.finished = work(reportTo(job), job.abort.signal).then(
    () => {
      job.state = job.abort.signal.aborted ? 'cancelled' : 'done';
    },
    (error: unknown) => {
      job.state = job.abort.signal.aborted ? 'cancelled' : 'failed';
      job.error = job.state === 'failed' ? toWireError(error) : null;
    },
  ).finally(() => {
    job.active.clear();
  });
  return job;
}

/** Ended jobs go first; a running one is never forgotten. */
function forgetOldest(jobs: Job[]): void {
  const countEvents = (): number => jobs.reduce((sum, { state, events }) => sum + (state === 'running' ? 0 : events.length), 0);
  for (let index = jobs.length - 1; index > 0 && (jobs.length > KEPT_JOBS || countEvents() > KEPT_EVENTS); index -= 1) {
    if (jobs[index]?.state !== 'running') jobs.splice(index, 1);
  }
}

function reportTo(job: Job): JobReport {
  return {
    total: (count) => {
      job.total = count;
    },
    message: (text) => {
      job.message = text;
    },
    started: (key) => {
      job.active.add(key);
    },
    finished: (event) => {
      job.active.delete(event.key);
      job.events.push(event);
    },
    review: (progress) => {
      job.review = progress;
    },
  };
}

function toWire(job: Job, since: number): WireJob {
  const events = job.events.slice(since, since + EVENTS_AN_ANSWER).map((event, offset) => ({ number: since + offset, ...event }));
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    startedAt: job.startedAt,
    total: job.total,
    done: job.events.length,
    active: [...job.active],
    message: job.message,
    review: job.review,
    error: job.error,
    next: since + events.length,
    events,
  };
}
