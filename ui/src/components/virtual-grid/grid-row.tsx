import { Box } from '@mui/material';
import { memo } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
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
    <Box
      role="row"
      aria-rowindex={index + 2}
      aria-label={props.label}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      data-row-index={index}
      onClick={() => { props.onOpen(row, index); }}
      onFocus={() => { props.onFocus(index); }}
      onKeyDown={(event) => { props.onKeyDown(event, row, index); }}
      sx={{
        position: 'absolute', top: index * rowHeight, left: 0, right: 0, height: rowHeight, px: 1.5, columnGap: 2, cursor: 'pointer',
        display: 'grid', gridTemplateColumns: columns.map((column) => column.track).join(' '), alignItems: 'center',
        borderBottom: 1, borderColor: 'divider', backgroundColor: isSelected ? 'action.selected' : 'transparent',
        '&:hover': { backgroundColor: isSelected ? 'action.selected' : 'action.hover' },
        '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: '-2px' },
        '& .row-actions': { opacity: 0 },
        '&:hover .row-actions, &:focus-within .row-actions, &:focus .row-actions': { opacity: 1 },
        '@media (hover: none)': { '& .row-actions': { opacity: 1 } },
      }}
    >
      {columns.map((column) => (
        <Box key={column.id} role="gridcell" sx={{ minWidth: 0, overflow: 'hidden' }}>{column.render(row, isActive)}</Box>
      ))}
    </Box>
  );
}

/** One row at its place; drawn again only when what it shows changed. */
export const GridRow = memo(GridRowOf) as typeof GridRowOf;
