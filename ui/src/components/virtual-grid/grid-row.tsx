import { memo } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { tracksOf } from './grid-column.ts';
import type { GridColumn } from './grid-column.ts';

interface GridRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rowHeight: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onOpen: (row: Row, index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent, row: Row, index: number) => void;
  readonly onFocus: (index: number) => void;
}

function GridRowOf<Row>(props: GridRowProps<Row>): ReactNode {
  const { row, index, columns, rowHeight, isActive, isSelected } = props;
  return (
    <div
      role="row"
      className="grid-row"
      aria-rowindex={index + 2}
      aria-label={props.label}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      data-row-index={index}
      onClick={() => { props.onOpen(row, index); }}
      onFocus={() => { props.onFocus(index); }}
      onKeyDown={(event) => { props.onKeyDown(event, row, index); }}
      style={{ top: index * rowHeight, height: rowHeight, gridTemplateColumns: tracksOf(columns) }}
    >
      {columns.map((column) => <div key={column.id} role="gridcell" className="grid-cell">{column.render(row, isActive)}</div>)}
    </div>
  );
}

/** One row at its place; drawn again only when what it shows changed. */
export const GridRow = memo(GridRowOf) as typeof GridRowOf;
