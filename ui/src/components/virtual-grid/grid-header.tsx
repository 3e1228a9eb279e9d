import { Box, ButtonBase } from '@mui/material';
import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import { nextSort, tracksOf } from './grid-column.ts';
import type { GridColumn, GridSort } from './grid-column.ts';

interface GridHeaderProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: GridSort;
  readonly onSort: (sort: GridSort) => void;
}

/** The head row; sortable columns are buttons. */
export function GridHeader<Row>({ columns, sort, onSort }: GridHeaderProps<Row>): ReactNode {
  return (
    <Box role="rowgroup" sx={{ position: 'sticky', top: 0, zIndex: 2, backgroundColor: 'background.paper', borderBottom: 1, borderColor: 'divider' }}>
      <Box role="row" aria-rowindex={1} sx={{ display: 'grid', gridTemplateColumns: tracksOf(columns), alignItems: 'center', height: 38, px: 1.5, columnGap: 2 }}>
        {columns.map((column) => {
          const isSorted = sort.column === column.id;
          return (
            <Box key={column.id} role="columnheader" aria-sort={isSorted ? sort.direction : column.isSortable ? 'none' : undefined} sx={{ minWidth: 0, fontSize: 12, fontWeight: 600, color: 'text.secondary' }}>
              {column.isSortable ? (
                <ButtonBase onClick={() => { onSort(nextSort(sort, column.id)); }} sx={{ font: 'inherit', color: isSorted ? 'text.primary' : 'inherit', gap: 0.5, py: 0.5, borderRadius: 0.5 }}>
                  {column.header}
                  <Box component="span" sx={{ display: 'inline-flex', opacity: isSorted ? 1 : 0 }}><Icon name={sort.direction === 'ascending' ? 'up' : 'down'} size={14} /></Box>
                </ButtonBase>
              ) : <span className="screen-reader-only">{column.header}</span>}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
