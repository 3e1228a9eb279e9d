import type { ReactNode } from 'react';

export interface GridColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** A CSS grid track, e.g. `minmax(200px, 2fr)`. */
  readonly track: string;
  readonly isSortable: boolean;
  /** `isActive`: the row has the keyboard's place, so what is inside may be reached with Tab. */
  readonly render: (row: Row, isActive: boolean) => ReactNode;
}

/** The tracks of a row, as CSS has them. */
export function tracksOf(columns: readonly { readonly track: string }[]): string {
  return columns.map((column) => column.track).join(' ');
}

export interface GridSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** The sort after a click on a column's header: ascending first, then the other way round. */
export function nextSort(sort: GridSort, column: string): GridSort {
  return sort.column === column && sort.direction === 'ascending' ? { column, direction: 'descending' } : { column, direction: 'ascending' };
}
