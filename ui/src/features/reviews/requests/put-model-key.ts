import type { WireModelKeyRequest } from '../../../../../backend/contract/review.ts';
import { command } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** `PUT /api/model-keys`: hands a key over, or forgets the one there is (`key` null). @throws BackendProblem */
export function putModelKey(transport: Transport, key: WireModelKeyRequest): Promise<void> {
  return command(transport, { method: 'PUT', path: '/api/model-keys', body: key });
}
