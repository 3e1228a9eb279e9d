import type { WireJob } from '../../../../backend/contract/api.ts';

/** What is shown of a job of kind `review`. */
export type ReviewJob = Pick<WireJob, 'id' | 'state' | 'startedAt' | 'message' | 'error' | 'review'>;
