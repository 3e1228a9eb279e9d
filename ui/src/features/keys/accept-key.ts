import { command } from '../../lib/backend.ts';
import type { Transport } from '../../lib/transport.ts';

/** `POST /api/keys/accept`: trusts a published key from now on. @throws BackendProblem */
export function acceptKey(transport: Transport, fingerprint: string): Promise<void> {
  return command(transport, { method: 'POST', path: '/api/keys/accept', body: { fingerprint } });
}
