import { jobSchema } from '../../../../../backend/contract/api.ts';
import type { WireJob } from '../../../../../backend/contract/api.ts';
import type { WireReviewRequest } from '../../../../../backend/contract/review.ts';
import { request } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** `POST /api/jobs`: starts a review, which outlives the panel. @throws BackendProblem */
export function startReview(transport: Transport, body: WireReviewRequest): Promise<WireJob> {
  return request(transport, { method: 'POST', path: '/api/jobs', body }, jobSchema);
}
