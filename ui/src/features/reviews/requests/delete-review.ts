import { command } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** `DELETE /api/reviews/:id`. @throws BackendProblem `not_found` */
export function deleteReview(transport: Transport, id: string): Promise<void> {
  return command(transport, { method: 'DELETE', path: `/api/reviews/${encodeURIComponent(id)}` });
}
