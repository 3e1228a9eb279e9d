import { jobListSchema, jobSchema } from '../../../../backend/contract/api.ts';
import type { WireJob, WireJobList, WireJobRequest } from '../../../../backend/contract/api.ts';
import { command, request } from '../../lib/backend.ts';
import type { Transport } from '../../lib/transport.ts';

/** `GET /api/jobs`: running and recently ended jobs, newest first. @throws BackendProblem */
export function listJobs(transport: Transport): Promise<WireJobList> {
  return request(transport, { method: 'GET', path: '/api/jobs' }, jobListSchema);
}

/** `GET /api/jobs/:id`: the job with its events from number `since` on. @throws BackendProblem */
export function fetchJob(transport: Transport, id: string, since: number): Promise<WireJob> {
  return request(transport, { method: 'GET', path: `/api/jobs/${encodeURIComponent(id)}?since=${since}` }, jobSchema);
}

/** `POST /api/jobs`: starts a job, which outlives the panel. @throws BackendProblem */
export function startJob(transport: Transport, body: WireJobRequest): Promise<WireJob> {
  return request(transport, { method: 'POST', path: '/api/jobs', body }, jobSchema);
}

/** `DELETE /api/jobs/:id`: asks the job to end; what it has done stays. @throws BackendProblem */
export function cancelJob(transport: Transport, id: string): Promise<void> {
  return command(transport, { method: 'DELETE', path: `/api/jobs/${encodeURIComponent(id)}` });
}
