import type { ReactNode } from 'react';
import type { WireImageRow } from '../../../../backend/contract/api.ts';
import { RiskChip } from '../../components/risk/risk-chip.tsx';
import { toExactTime } from '../../components/text/age.ts';
import { Quiet } from './evidence-cells.tsx';

/** The last review's risk, and whether it is of this very revision. */
export function ReviewCell({ row }: { readonly row: WireImageRow }): ReactNode {
  const { review } = row;
  if (review === null) return <Quiet>Not reviewed</Quiet>;
  return (
    <div title={`Reviewed ${toExactTime(review.endedAt)}`}>
      <RiskChip risk={review.risk} />
      {!review.isForThisRevision && <div className="cell-caption">older revision</div>}
    </div>
  );
}
