import type { WireImageRow } from '../../../../backend/contract/api.ts';
import type { ShownVerdict } from '../../components/verdict/verdict-words.ts';
import { titleOf, verdictOf } from './row-words.ts';

export interface RowFilter {
  readonly verdict: ShownVerdict | null;
  readonly search: string;
}

const searchable = new WeakMap<WireImageRow, string>();

/** Rows of a verdict whose title, repository, tags, publisher, digest or revision contain every word of the search. */
export function filterRows(rows: readonly WireImageRow[], { verdict, search }: RowFilter): readonly WireImageRow[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (verdict === null && words.length === 0) return rows;
  return rows.filter((row) => (verdict === null || verdictOf(row) === verdict) && words.every((word) => textOf(row).includes(word)));
}

/** The text of a row that is searched, made once for each row object. */
function textOf(row: WireImageRow): string {
  const known = searchable.get(row);
  if (known !== undefined) return known;
  const text = [
    titleOf(row), row.server?.name, row.repository, ...row.tags, row.digest, row.id, row.publisher.name,
    row.labelRevision, row.verification?.revision.label, row.verification?.revision.claim,
  ].filter((part) => part !== null && part !== undefined).join('\n').slice(0, 4_096).toLowerCase();
  searchable.set(row, text);
  return text;
}

/** How many rows have each verdict. */
export function countVerdicts(rows: readonly WireImageRow[]): ReadonlyMap<ShownVerdict, number> {
  const counts = new Map<ShownVerdict, number>();
  for (const row of rows) counts.set(verdictOf(row), (counts.get(verdictOf(row)) ?? 0) + 1);
  return counts;
}
