import type { WireImageRow } from '../../../../backend/contract/api.ts';
import { RISKS } from '../../components/risk/risk-words.ts';
import { SHOWN_VERDICTS } from '../../components/verdict/verdict-words.ts';
import type { GridSort } from '../../components/virtual-grid/grid-column.ts';
import { titleOf, verdictOf } from './row-words.ts';

/** Mismatches first. */
export const DEFAULT_SORT: GridSort = { column: 'verdict', direction: 'ascending' };

type SortValue = string | number;
const LAST = Number.MAX_SAFE_INTEGER;
const SIGNATURE_ORDER = ['invalid', 'unsigned', 'indeterminate', 'notCheckable', 'verified'];
const LEVEL_ORDER = ['unknown', 'community', 'known'];

const SORT_VALUES: Readonly<Record<string, (row: WireImageRow) => SortValue>> = {
  image: (row) => titleOf(row).toLowerCase(),
  publisher: (row) => LEVEL_ORDER.indexOf(row.publisher.level),
  verdict: (row) => SHOWN_VERDICTS.indexOf(verdictOf(row)),
  revision: (row) => row.labelRevision ?? '\uffff',
  pin: pinRank,
  signature: (row) => (row.verification === null ? LAST : SIGNATURE_ORDER.indexOf(row.verification.signature.state)),
  review: (row) => (row.review === null ? LAST : RISKS.indexOf(row.review.risk)),
  checked: (row) => (row.verification === null ? LAST : -Date.parse(row.verification.checkedAt)),
};

const names = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Sorted rows; equal ones by title and reference, so that the order is always the same. */
export function sortRows(rows: readonly WireImageRow[], { column, direction }: GridSort): readonly WireImageRow[] {
  const valueOf = SORT_VALUES[column] ?? SORT_VALUES['verdict'];
  if (valueOf === undefined) return rows;
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, value: valueOf(row), title: titleOf(row) }))
    .sort((a, b) => sign * compare(a.value, b.value) || names.compare(a.title, b.title) || names.compare(a.row.key, b.row.key))
    .map(({ row }) => row);
}

/** Keeps an earlier order, so that rows do not jump while verdicts come in; unknown rows go to the end. */
export function inOrderOf(rows: readonly WireImageRow[], order: ReadonlyMap<string, number>): readonly WireImageRow[] {
  return [...rows].sort((a, b) => (order.get(a.key) ?? LAST) - (order.get(b.key) ?? LAST));
}

function compare(a: SortValue, b: SortValue): number {
  if (typeof a === 'string' && typeof b === 'string') return names.compare(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Never pinned first, then the furthest behind, the current ones, and those without pins last. */
function pinRank(row: WireImageRow): number {
  const pin = row.verification?.pin;
  switch (pin?.state) {
    case undefined: return LAST;
    case 'never': return -LAST;
    case 'former': return -1_000_000 - (pin.pinsBehind ?? 0);
    case 'current': return 0;
    case 'none': return 1;
  }
}
