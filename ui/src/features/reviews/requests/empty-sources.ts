import { command } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** `DELETE /api/sources`: empties the cache of fetched sources. @throws BackendProblem */
export function emptySources(transport: Transport): Promise<void> {
  return command(transport, { method: 'DELETE', path: '/api/sources' });
}
