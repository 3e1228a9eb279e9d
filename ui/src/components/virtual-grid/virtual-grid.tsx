import { Box } from '@mui/material';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { GridColumn, GridSort } from './grid-column.ts';
import { GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import { useElementSize } from './use-element-size.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { scrollTopFor, visibleRange } from './visible-range.ts';

const HEADER_HEIGHT = 39;

interface VirtualGridProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  readonly rowHeight: number;
  readonly keyOf: (row: Row) => string;
  /** What a screen reader says for the row. */
  readonly labelOf: (row: Row) => string;
  readonly sort: GridSort;
  readonly onSort: (sort: GridSort) => void;
  readonly selectedKey: string | null;
  readonly onOpen: (row: Row) => void;
  /** Keys that the grid itself does not use. */
  readonly onRowKey: (key: string, row: Row) => void;
  readonly initialScrollTop: number;
  readonly onScroll: (scrollTop: number) => void;
}

/** A sortable grid that draws only the rows in sight: thousands of rows cost as much as twenty. */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>): ReactNode {
  const { rows, columns, rowHeight, keyOf } = props;
  const box = useRef<HTMLDivElement | null>(null);
  const [attach, size] = useElementSize({ width: 1200, height: 600 });
  const [scrollTop, setScrollTop] = useState(props.initialScrollTop);
  const viewport = { scrollTop, height: Math.max(rowHeight, size.height - HEADER_HEIGHT), rowHeight };
  const keys = useGridKeys({
    count: rows.length,
    pageSize: Math.max(1, Math.floor(viewport.height / rowHeight) - 1),
    initial: Math.max(0, rows.findIndex((row) => keyOf(row) === props.selectedKey)),
    moveTo: (index) => { focusRow(box.current, index, scrollTopFor(index, viewport)); },
  });
  useEffect(() => {
    if (box.current !== null) box.current.scrollTop = props.initialScrollTop;
    // Only once: afterwards the element owns its place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const onRowKey = (event: KeyboardEvent, row: Row, index: number): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (keys.handle(event, index)) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      props.onOpen(row);
    } else props.onRowKey(event.key, row);
  };
  const latest = useRef({ onRowKey, keys, onOpen: props.onOpen });
  useLayoutEffect(() => { latest.current = { onRowKey, keys, onOpen: props.onOpen }; });
  // The same functions each time: a row is drawn again only when what it shows changed.
  const handleKey = useCallback((event: KeyboardEvent, row: Row, index: number) => { latest.current.onRowKey(event, row, index); }, []);
  const handleFocus = useCallback((index: number) => { latest.current.keys.setActive(index); }, []);
  const handleOpen = useCallback((row: Row, index: number) => {
    latest.current.keys.setActive(index);
    latest.current.onOpen(row);
  }, []);
  const { start, end } = visibleRange(rows.length, viewport);
  const drawn = indexesOf(start, end, keys.active < rows.length ? keys.active : null);
  return (
    <Box
      ref={(element: HTMLDivElement | null) => { box.current = element; return attach(element); }}
      role="grid" aria-label={props.label} aria-rowcount={rows.length + 1} aria-colcount={columns.length}
      onScroll={(event) => {
        const top = event.currentTarget.scrollTop;
        // Drawn at once: a scroll that is painted before its rows shows a blank.
        flushSync(() => { setScrollTop(top); });
        props.onScroll(top);
      }}
      sx={{ flex: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden', position: 'relative', overflowAnchor: 'none' }}
    >
      <GridHeader columns={columns} sort={props.sort} onSort={props.onSort} />
      <Box role="rowgroup" sx={{ position: 'relative', height: rows.length * rowHeight }}>
        {drawn.map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <GridRow key={keyOf(row)} row={row} index={index} label={props.labelOf(row)} columns={columns} rowHeight={rowHeight}
              isActive={index === keys.active} isSelected={keyOf(row) === props.selectedKey}
              onOpen={handleOpen} onKeyDown={handleKey} onFocus={handleFocus} />
          );
        })}
      </Box>
    </Box>
  );
}

/** The active row is drawn also out of sight, so that the keyboard's place is not lost by scrolling. */
function indexesOf(start: number, end: number, active: number | null): number[] {
  const indexes = Array.from({ length: end - start }, (_, offset) => start + offset);
  if (active === null || (active >= start && active < end)) return indexes;
  return active < start ? [active, ...indexes] : [...indexes, active];
}

function focusRow(box: HTMLElement | null, index: number, scrollTop: number): void {
  if (box === null) return;
  box.scrollTop = scrollTop;
  requestAnimationFrame(() => {
    box.querySelector<HTMLElement>(`[data-row-index="${index}"]`)?.focus({ preventScroll: true });
  });
}
