import { settingsAnswerSchema } from '../../../../backend/contract/api.ts';
import type { WireSettings, WireSettingsAnswer } from '../../../../backend/contract/api.ts';
import type { WireKeyRequest } from '../../../../backend/contract/requests.ts';
import { command, request } from '../../lib/backend.ts';
import type { Transport } from '../../lib/transport.ts';

/** `GET /api/settings`. @throws BackendProblem */
export function fetchSettings(transport: Transport): Promise<WireSettingsAnswer> {
  return request(transport, { method: 'GET', path: '/api/settings' }, settingsAnswerSchema);
}

/** `PUT /api/settings`: the whole settings. @throws BackendProblem `configuration_malformed` */
export function putSettings(transport: Transport, settings: WireSettings): Promise<void> {
  return command(transport, { method: 'PUT', path: '/api/settings', body: settings });
}

/** `POST /api/keys`: trusts a public key. @throws BackendProblem `key_malformed` */
export function addKey(transport: Transport, key: WireKeyRequest): Promise<void> {
  return command(transport, { method: 'POST', path: '/api/keys', body: key });
}

/** `DELETE /api/keys/:fingerprint`. @throws BackendProblem */
export function removeKey(transport: Transport, fingerprint: string): Promise<void> {
  return command(transport, { method: 'DELETE', path: `/api/keys/${encodeURIComponent(fingerprint)}` });
}

/** `DELETE /api/data`: stored facts, the catalog's clone, settings and keys. @throws BackendProblem */
export function deleteData(transport: Transport): Promise<void> {
  return command(transport, { method: 'DELETE', path: '/api/data' });
}
