import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Box, Button, Typography } from '@mui/material';
import type { WireImageRow } from '../../../../backend/contract/api.ts';
import type { GridSort } from '../../components/virtual-grid/grid-column.ts';
import { useElementSize } from '../../components/virtual-grid/use-element-size.ts';
import { VirtualGrid } from '../../components/virtual-grid/virtual-grid.tsx';
import { imageColumns, NARROW_WIDTH } from './image-columns.tsx';
import type { ColumnContext } from './image-columns.tsx';
import type { RowFilter } from './filter-rows.ts';
import { rowLabel } from './row-words.ts';
import { useShownRows } from './use-shown-rows.ts';

const ROW_HEIGHT = 56;
const NARROW_ROW_HEIGHT = 76;

interface ImageGridProps extends Omit<ColumnContext, 'width'> {
  readonly rows: readonly WireImageRow[];
  readonly filter: RowFilter;
  readonly sort: GridSort;
  readonly isFrozen: boolean;
  readonly selectedKey: string | null;
  readonly initialScrollTop: number;
  readonly onSort: (sort: GridSort) => void;
  readonly onOpen: (row: WireImageRow) => void;
  readonly onScroll: (scrollTop: number) => void;
  readonly onClearFilter: () => void;
}

/** The images of the machine, one row each. */
export function ImageGrid(props: ImageGridProps): ReactNode {
  const { now, remoteIcons, checking, rowErrors, onVerify, onReview } = props;
  const [attach, { width }] = useElementSize({ width: 1200, height: 600 });
  const rows = useShownRows(props);
  const columns = useMemo(() => imageColumns({ width, now, remoteIcons, checking, rowErrors, onVerify, onReview }), [width, now, remoteIcons, checking, rowErrors, onVerify, onReview]);
  return (
    <Box ref={attach} sx={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, minWidth: 0 }}>
      {rows.length === 0 ? <NothingMatches onClearFilter={props.onClearFilter} /> : (
        <VirtualGrid
          label="MCP images" rows={rows} columns={columns} rowHeight={width < NARROW_WIDTH ? NARROW_ROW_HEIGHT : ROW_HEIGHT} keyOf={(row) => row.key} labelOf={rowLabel}
          sort={props.sort} onSort={props.onSort} selectedKey={props.selectedKey} onOpen={props.onOpen}
          onRowKey={(key, row) => {
            if (key.toLowerCase() === 'v' && !checking.has(row.key)) onVerify(row);
            if (key.toLowerCase() === 'r') onReview(row);
          }}
          initialScrollTop={props.initialScrollTop} onScroll={props.onScroll}
        />
      )}
    </Box>
  );
}

function NothingMatches({ onClearFilter }: { readonly onClearFilter: () => void }): ReactNode {
  return (
    <Box sx={{ textAlign: 'center', py: 8, px: 2 }}>
      <Typography gutterBottom>No image matches the filter.</Typography>
      <Button onClick={onClearFilter}>Show all images</Button>
    </Box>
  );
}
