import type { WireJob } from '../../../../backend/contract/api.ts';

/** A job without its events, which go to the rows. */
export type JobSummary = Omit<WireJob, 'events' | 'next'>;

/** What the state keeps of an answer about a job. */
export function toJobSummary({ id, kind, state, startedAt, total, done, active, message, review, error }: WireJob): JobSummary {
  return { id, kind, state, startedAt, total, done, active, message, review, error };
}
