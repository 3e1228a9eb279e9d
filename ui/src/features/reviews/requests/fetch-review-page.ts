import { reviewPageSchema } from '../../../../../backend/contract/review.ts';
import type { WireReviewPage } from '../../../../../backend/contract/review.ts';
import { request } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** Reviews of one answer. */
const PAGE_SIZE = 50;

/** `GET /api/reviews`: a page of the history, newest first; `subject` null for all servers. @throws BackendProblem */
export function fetchReviewPage(transport: Transport, subject: string | null, offset: number): Promise<WireReviewPage> {
  const query = new URLSearchParams({ ...(subject === null ? {} : { subject }), offset: String(offset), limit: String(PAGE_SIZE) });
  return request(transport, { method: 'GET', path: `/api/reviews?${query.toString()}` }, reviewPageSchema);
}
