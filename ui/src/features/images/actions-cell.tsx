import type { ReactNode } from 'react';
import type { WireImageRow } from '../../../../backend/contract/api.ts';
import { Icon } from '../../components/icon/icon.tsx';
import { toPlainText } from '../../components/text/plain-text.ts';
import { titleOf } from './row-words.ts';

interface ActionsCellProps {
  readonly row: WireImageRow;
  readonly isActive: boolean;
  readonly isChecking: boolean;
  readonly onVerify: (row: WireImageRow) => void;
  readonly onReview: (row: WireImageRow) => void;
}

/** What can be done with a row; its place is always kept, so that nothing jumps on hover. */
export function ActionsCell({ row, isActive, isChecking, onVerify, onReview }: ActionsCellProps): ReactNode {
  return (
    <div className="row-actions">
      <button
        type="button" className="row-button" title="Verify (V)" aria-label={toPlainText(`Verify ${titleOf(row)}`, 120)} aria-keyshortcuts="V"
        disabled={isChecking} tabIndex={isActive ? 0 : -1} onClick={(event) => { event.stopPropagation(); onVerify(row); }}
      >
        <Icon name="verify" />
      </button>
      <button
        type="button" className="row-button" title="Review the source (R)" aria-label={toPlainText(`Review the source of ${titleOf(row)}`, 120)} aria-keyshortcuts="R"
        tabIndex={isActive ? 0 : -1} onClick={(event) => { event.stopPropagation(); onReview(row); }}
      >
        <Icon name="review" />
      </button>
    </div>
  );
}
