import type { WireError, WireJob } from '../../../../backend/contract/api.ts';
import { toJobSummary } from './job-summary.ts';
import type { JobSummary } from './job-summary.ts';

export interface JobsState {
  readonly running: readonly JobSummary[];
  /** The last verification that ended; shown until it is dismissed. */
  readonly ended: JobSummary | null;
  /** Reviews that ended, oldest first; each waits until it is dismissed. */
  readonly endedReviews: readonly JobSummary[];
  /** Images whose check ended in an error, by row key. */
  readonly rowErrors: ReadonlyMap<string, WireError>;
}

export const NO_JOBS: JobsState = { running: [], ended: null, endedReviews: [], rowErrors: new Map() };

/** The state after an answer about a job. */
export function withJob(state: JobsState, job: WireJob): JobsState {
  const rowErrors = new Map(state.rowErrors);
  for (const event of job.events) {
    if (event.error === null) rowErrors.delete(event.key);
    else rowErrors.set(event.key, event.error);
  }
  const summary = toJobSummary(job);
  const others = state.running.filter((known) => known.id !== job.id);
  if (job.state === 'running') return { ...state, running: [...others, summary].sort((a, b) => a.startedAt.localeCompare(b.startedAt)), rowErrors };
  if (job.kind === 'review') return withEndedReview({ ...state, running: others }, summary);
  return { ...state, running: others, ended: job.kind === 'verify' || job.state === 'failed' ? summary : state.ended, rowErrors };
}

/** The state with a review that ended, here or while the panel was closed. */
export function withEndedReview(state: JobsState, job: JobSummary): JobsState {
  return { ...state, endedReviews: [...state.endedReviews.filter((known) => known.id !== job.id), job] };
}

/** The state after the backend forgot a job. */
export function withoutJob(state: JobsState, id: string): JobsState {
  return { ...state, running: state.running.filter((job) => job.id !== id) };
}
