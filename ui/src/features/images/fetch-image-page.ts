import { imagePageSchema } from '../../../../backend/contract/api.ts';
import type { WireImagePage } from '../../../../backend/contract/api.ts';
import { request } from '../../lib/backend.ts';
import type { Transport } from '../../lib/transport.ts';

/** Rows of one answer; the backend gives no more. */
const PAGE_SIZE = 200;

/** `GET /api/images`: one page of rows. @throws BackendProblem */
export function fetchImagePage(transport: Transport, offset: number): Promise<WireImagePage> {
  return request(transport, { method: 'GET', path: `/api/images?offset=${offset}&limit=${PAGE_SIZE}` }, imagePageSchema);
}
