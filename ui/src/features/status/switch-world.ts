import type { WireWorldRequest } from '../../../../backend/contract/requests.ts';
import { command } from '../../lib/backend.ts';
import type { Transport } from '../../lib/transport.ts';

/** `POST /api/world`: this machine's images, or the samples. @throws BackendProblem */
export function switchWorld(transport: Transport, world: WireWorldRequest['world']): Promise<void> {
  return command(transport, { method: 'POST', path: '/api/world', body: { world } });
}
