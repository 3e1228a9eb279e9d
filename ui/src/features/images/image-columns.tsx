import type { ReactNode } from 'react';
import type { WireError, WireImageRow } from '../../../../backend/contract/api.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { PublisherMark } from '../../components/publisher/publisher-mark.tsx';
import { RelativeTime } from '../../components/text/relative-time.tsx';
import { toPlainText } from '../../components/text/plain-text.ts';
import { VerdictChip } from '../../components/verdict/verdict-chip.tsx';
import type { GridColumn } from '../../components/virtual-grid/grid-column.ts';
import { ActionsCell } from './actions-cell.tsx';
import { PinCell, Quiet, RevisionCell, SignatureCell } from './evidence-cells.tsx';
import { ImageCell } from './image-cell.tsx';
import { ReviewCell } from './review-cell.tsx';
import { verdictOf } from './row-words.ts';

export interface ColumnContext {
  readonly width: number;
  readonly now: number;
  readonly remoteIcons: boolean;
  /** Keys of the rows that are being checked at this moment. */
  readonly checking: ReadonlySet<string>;
  readonly rowErrors: ReadonlyMap<string, WireError>;
  readonly onVerify: (row: WireImageRow) => void;
  readonly onReview: (row: WireImageRow) => void;
}

type Column = GridColumn<WireImageRow> & { /** Panels narrower than this, in pixels, go without it. */ readonly from: number };

/** Below this width the rows carry a third line instead of columns. */
export const NARROW_WIDTH = 640;

/** The columns that fit. */
export function imageColumns(context: ColumnContext): readonly GridColumn<WireImageRow>[] {
  const isNarrow = context.width < NARROW_WIDTH;
  const columns: readonly Column[] = [
    { id: 'image', header: 'Image', track: 'minmax(0, 2.2fr)', isSortable: true, from: 0, render: (row) => <ImageCell row={row} picture={context.remoteIcons ? row.server?.icon ?? null : null} isNarrow={isNarrow} /> },
    { id: 'publisher', header: 'Publisher', track: 'minmax(0, 1.5fr)', isSortable: true, from: 980, render: (row) => <PublisherMark publisher={row.publisher} /> },
    { id: 'verdict', header: 'Verdict', track: isNarrow ? '148px' : '172px', isSortable: true, from: 0, render: (row) => <VerdictCell row={row} context={context} /> },
    { id: 'revision', header: 'Revision', track: '96px', isSortable: true, from: 940, render: (row, isActive) => <RevisionCell row={row} isActive={isActive} /> },
    { id: 'pin', header: 'Pin', track: 'minmax(0, 1fr)', isSortable: true, from: NARROW_WIDTH, render: (row) => <PinCell row={row} /> },
    { id: 'signature', header: 'Signature', track: 'minmax(0, 1.3fr)', isSortable: true, from: 720, render: (row) => <SignatureCell row={row} /> },
    { id: 'review', header: 'Review', track: '104px', isSortable: true, from: 760, render: (row) => <ReviewCell row={row} /> },
    { id: 'checked', header: 'Last checked', track: '108px', isSortable: true, from: 1120, render: (row) => (row.verification === null ? <Quiet>Never</Quiet> : <Quiet><RelativeTime time={row.verification.checkedAt} now={context.now} /></Quiet>) },
    { id: 'actions', header: 'Actions', track: '68px', isSortable: false, from: 0, render: (row, isActive) => <ActionsCell row={row} isActive={isActive} isChecking={context.checking.has(row.key)} onVerify={context.onVerify} onReview={context.onReview} /> },
  ];
  return columns.filter((column) => context.width >= column.from);
}

function VerdictCell({ row, context }: { readonly row: WireImageRow; readonly context: ColumnContext }): ReactNode {
  const error = context.rowErrors.get(row.key);
  return (
    <div className="cell-with-icon">
      <VerdictChip verdict={verdictOf(row)} isChecking={context.checking.has(row.key)} />
      {error !== undefined && <span className="tone-bad" role="img" aria-label="The last check failed" title={toPlainText(error.message)}><Icon name="warning" size={16} /></span>}
    </div>
  );
}
