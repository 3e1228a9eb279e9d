import { reviewSchema } from '../../../../../backend/contract/review.ts';
import type { WireReview } from '../../../../../backend/contract/review.ts';
import { request } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** `GET /api/reviews/:id`: the whole review. @throws BackendProblem `not_found` */
export function fetchReview(transport: Transport, id: string): Promise<WireReview> {
  return request(transport, { method: 'GET', path: `/api/reviews/${encodeURIComponent(id)}` }, reviewSchema);
}
