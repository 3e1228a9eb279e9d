import { modelSettingsSchema } from '../../../../../backend/contract/review.ts';
import type { WireModelSettings } from '../../../../../backend/contract/review.ts';
import { request } from '../../../lib/backend.ts';
import type { Transport } from '../../../lib/transport.ts';

/** `GET /api/model-settings`: provider, model and limits, and which keys there are; never a key itself. @throws BackendProblem */
export function fetchModelSettings(transport: Transport): Promise<WireModelSettings> {
  return request(transport, { method: 'GET', path: '/api/model-settings' }, modelSettingsSchema);
}
