import { statusSchema } from '../../../../backend/contract/api.ts';
import type { WireStatus } from '../../../../backend/contract/api.ts';
import { request } from '../../lib/backend.ts';
import type { Transport } from '../../lib/transport.ts';

/** `GET /api/status`. @throws BackendProblem */
export function fetchStatus(transport: Transport): Promise<WireStatus> {
  return request(transport, { method: 'GET', path: '/api/status' }, statusSchema);
}
