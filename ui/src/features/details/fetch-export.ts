import { exportAnswerSchema } from '../../../../backend/contract/requests.ts';
import { request } from '../../lib/backend.ts';
import type { Transport } from '../../lib/transport.ts';

export type ExportFormat = 'markdown' | 'json';

/** `GET /api/export`: the report of one image. @throws BackendProblem */
export function fetchExport(transport: Transport, format: ExportFormat, key: string): Promise<{ readonly text: string; readonly fileName: string }> {
  return request(transport, { method: 'GET', path: `/api/export?format=${format}&key=${encodeURIComponent(key)}` }, exportAnswerSchema);
}
