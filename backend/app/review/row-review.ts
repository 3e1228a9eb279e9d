import type { WireRowReview } from '../../contract/review.ts';
import { toCommit } from '../../core/pin/commit.ts';
import type { StoredSummary } from '../../ports/review-store.ts';

/** An image row, as far as its review goes. */
export interface ReviewedRow {
  /** Null when no server of the catalog has the image. */
  readonly server: string | null;
  readonly labelRevision: string | null;
}

/** The last review of the row's server, and whether it read this very revision. */
export function rowReview(latest: ReadonlyMap<string, StoredSummary>, { server, labelRevision }: ReviewedRow): WireRowReview | null {
  const stored = server === null ? undefined : latest.get(server);
  if (stored === undefined) return null;
  const { id, endedAt, summary: { risk, head } } = stored;
  const revision = labelRevision === null ? null : toCommit(labelRevision);
  return { id, risk, endedAt, head, isForThisRevision: head !== null && head === revision };
}
