import { reviewOptionsSchema } from '../../../../../backend/contract/review.ts';
import type { WireReviewOptions, WireReviewTarget } from '../../../../../backend/contract/review.ts';
import { request } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** `POST /api/review-options`: which revisions and agents a review of the target may have. @throws BackendProblem `review_revision_unknown` and the like */
export function fetchReviewOptions(transport: Transport, target: WireReviewTarget): Promise<WireReviewOptions> {
  return request(transport, { method: 'POST', path: '/api/review-options', body: { target } }, reviewOptionsSchema);
}
