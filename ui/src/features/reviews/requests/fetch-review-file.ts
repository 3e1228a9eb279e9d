import { reviewFileSchema } from '../../../../../backend/contract/review.ts';
import type { ReviewFileName } from '../../../../../backend/contract/review.ts';
import { request } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** `GET /api/reviews/:id/files/:name`: one of the four files of a review. @throws BackendProblem */
export function fetchReviewFile(transport: Transport, id: string, name: ReviewFileName): Promise<{ readonly fileName: string; readonly text: string }> {
  return request(transport, { method: 'GET', path: `/api/reviews/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}` }, reviewFileSchema);
}
