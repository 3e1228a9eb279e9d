import type { WireError, WireJob } from '../../../../backend/contract/api.ts';

/** A job without its events, which go to the rows. */
export type JobSummary = Omit<WireJob, 'events' | 'next'>;

export interface JobsState {
  readonly running: readonly JobSummary[];
  /** The last verification that ended; shown until it is dismissed. */
  readonly ended: JobSummary | null;
  /** Images whose check ended in an error, by row key. */
  readonly rowErrors: ReadonlyMap<string, WireError>;
}

export const NO_JOBS: JobsState = { running: [], ended: null, rowErrors: new Map() };

/** The state after an answer about a job. */
export function withJob(state: JobsState, job: WireJob): JobsState {
  const rowErrors = new Map(state.rowErrors);
  for (const event of job.events) {
    if (event.error === null) rowErrors.delete(event.key);
    else rowErrors.set(event.key, event.error);
  }
  const summary = summaryOf(job);
  const others = state.running.filter((known) => known.id !== job.id);
  if (job.state === 'running') return { ...state, running: [...others, summary], rowErrors };
  return { running: others, ended: job.kind === 'verify' || job.state === 'failed' ? summary : state.ended, rowErrors };
}

function summaryOf({ id, kind, state, startedAt, total, done, active, message, review, error }: WireJob): JobSummary {
  return { id, kind, state, startedAt, total, done, active, message, review, error };
}

/** The state after the backend forgot a job. */
export function withoutJob(state: JobsState, id: string): JobsState {
  return { ...state, running: state.running.filter((job) => job.id !== id) };
}
