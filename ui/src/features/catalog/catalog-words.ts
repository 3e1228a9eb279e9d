import type { WireCatalogStatus } from '../../../../backend/contract/api.ts';
import { countOf, describeAge } from '../../components/text/age.ts';
import { toPlainText } from '../../components/text/plain-text.ts';

export interface CatalogWords {
  readonly text: string;
  readonly severity: 'calm' | 'busy' | 'warning';
  /** The word of the button beside it; null when there is nothing to do. */
  readonly action: 'Refresh' | 'Retry' | 'Review…' | null;
}

/** How fresh the catalog is, in one short line. */
export function catalogWords(catalog: WireCatalogStatus, now: number): CatalogWords {
  const servers = countOf(catalog.serverCount, 'server');
  const age = catalog.fetchedAt === null ? 'never synced' : `synced ${describeAge(catalog.fetchedAt, now)}`;
  switch (catalog.state) {
    case 'ready': return { text: `${servers}, ${age}`, severity: 'calm', action: 'Refresh' };
    case 'loading': return { text: `${toPlainText(catalog.phase ?? 'loading', 60)}${catalog.percent === null ? '' : ` ${Math.round(catalog.percent)} %`}`, severity: 'busy', action: null };
    case 'stale': return { text: `${servers}, ${age}; the last refresh failed`, severity: 'warning', action: 'Retry' };
    case 'failed': return { text: 'could not be loaded', severity: 'warning', action: 'Retry' };
    case 'absent': return { text: 'not loaded yet', severity: 'warning', action: 'Retry' };
    case 'rewritten': return { text: 'its history was rewritten', severity: 'warning', action: 'Review…' };
  }
}
