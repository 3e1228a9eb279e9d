import { command } from '../../lib/backend.ts';
import type { Transport } from '../../lib/transport.ts';

/** `POST /api/catalog/accept`: adopts the rewritten history that ends in `head`. @throws BackendProblem */
export function acceptHead(transport: Transport, head: string): Promise<void> {
  return command(transport, { method: 'POST', path: '/api/catalog/accept', body: { head } });
}
