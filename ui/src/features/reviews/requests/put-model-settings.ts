import type { WireModelSettingsRequest } from '../../../../../backend/contract/review.ts';
import { command } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** `PUT /api/model-settings`. @throws BackendProblem `configuration_malformed` */
export function putModelSettings(transport: Transport, settings: WireModelSettingsRequest): Promise<void> {
  return command(transport, { method: 'PUT', path: '/api/model-settings', body: settings });
}
