import { useMemo, useState } from 'react';
import type { WireImageRow } from '../../../../backend/contract/api.ts';
import type { GridSort } from '../../components/virtual-grid/grid-column.ts';
import { filterRows } from './filter-rows.ts';
import type { RowFilter } from './filter-rows.ts';
import { inOrderOf, sortRows } from './sort-rows.ts';

interface ShownRowsOptions {
  readonly rows: readonly WireImageRow[];
  readonly filter: RowFilter;
  readonly sort: GridSort;
  /** While images are checked the order stays: nothing jumps under the pointer. */
  readonly isFrozen: boolean;
}

interface Frozen {
  readonly sort: GridSort;
  readonly order: ReadonlyMap<string, number>;
}

/** The rows that the grid shows, in their order. */
export function useShownRows({ rows, filter, sort, isFrozen }: ShownRowsOptions): readonly WireImageRow[] {
  const [frozen, setFrozen] = useState<Frozen | null>(null);
  const sorted = useMemo(() => sortRows(rows, sort), [rows, sort]);
  if (isFrozen && frozen?.sort !== sort) setFrozen({ sort, order: new Map(sorted.map((row, index) => [row.key, index])) });
  if (!isFrozen && frozen !== null) setFrozen(null);
  const ordered = useMemo(() => (frozen === null ? sorted : inOrderOf(sorted, frozen.order)), [sorted, frozen]);
  return useMemo(() => filterRows(ordered, filter), [ordered, filter]);
}
