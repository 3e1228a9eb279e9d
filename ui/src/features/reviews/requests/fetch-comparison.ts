import { reviewComparisonSchema } from '../../../../../backend/contract/review.ts';
import type { WireReviewComparison } from '../../../../../backend/contract/review.ts';
import { request } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** `GET /api/reviews/compare`: what one review found that the other did not. @throws BackendProblem `not_found` */
export function fetchComparison(transport: Transport, older: string, newer: string): Promise<WireReviewComparison> {
  const query = new URLSearchParams({ older, newer });
  return request(transport, { method: 'GET', path: `/api/reviews/compare?${query.toString()}` }, reviewComparisonSchema);
}
