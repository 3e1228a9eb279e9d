import type { WireImageRow } from '../../../../backend/contract/api.ts';
import type { Transport } from '../../lib/transport.ts';
import { fetchImagePage } from './fetch-image-page.ts';

/** More images than any machine holds; a backend that promises more is not believed. */
const MAX_ROWS = 20_000;

/** All rows, page after page; a row that moved between two pages is taken once. @throws BackendProblem */
export async function fetchImages(transport: Transport): Promise<readonly WireImageRow[]> {
  const rows = new Map<string, WireImageRow>();
  for (let offset = 0; offset < MAX_ROWS;) {
    const page = await fetchImagePage(transport, offset);
    for (const row of page.rows) rows.set(row.key, row);
    offset += page.rows.length;
    if (page.rows.length === 0 || offset >= page.total) break;
  }
  return [...rows.values()];
}
