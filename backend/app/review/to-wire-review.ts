import type { WireFinding, WireReview, WireReviewComparison, WireReviewSummary } from '../../contract/review.ts';
import { compareReviews } from '../../core/review/compare-reviews.ts';
import type { Finding } from '../../core/review/finding.ts';
import { estimateCost } from '../../core/review/model-price.ts';
import { summarizeReview } from '../../core/review/summarize-review.ts';
import type { StoredReview, StoredSummary } from '../../ports/review-store.ts';

const MOST_SKIPPED = 500;

/** A row of the history. */
export function toWireSummary({ id, endedAt, summary }: StoredSummary): WireReviewSummary {
  return { id, endedAt, ...summary, labels: [...summary.labels], findingCounts: { ...summary.findingCounts } };
}

/** A whole review, but for skipped files and commits beyond what a page shows. */
export function toWireReview(stored: StoredReview): WireReview {
  const { review } = stored;
  const { coverage, scope, usage } = review;
  return {
    ...summaryOf(stored),
    findings: toWireFindings(review.findings),
    coverage: {
      files: coverage.files,
      bytes: coverage.bytes,
      skipped: coverage.skipped.slice(0, MOST_SKIPPED).map(({ file, reason }) => ({ file, reason })),
      skippedCount: coverage.skipped.length,
    },
    commits: scope.commits.map((commit) => ({ ...commit })),
    isBaseAncestor: scope.isBaseAncestor,
    changedFileCount: scope.changedFiles.length,
    usage: usage === null ? null : { ...usage },
    cost: review.model === null || usage === null ? null : estimateCost(review.model, usage),
    report: review.report,
  };
}

/** What changed from the older to the newer review. */
export function toWireComparison(older: StoredReview, newer: StoredReview): WireReviewComparison {
  const { added, removed, unchanged } = compareReviews(older.review.findings, newer.review.findings);
  return {
    older: summaryOf(older),
    newer: summaryOf(newer),
    added: toWireFindings(added),
    removed: toWireFindings(removed),
    unchanged: toWireFindings(unchanged),
  };
}

function summaryOf({ id, endedAt, review }: StoredReview): WireReviewSummary {
  return toWireSummary({ id, endedAt, summary: summarizeReview(review) });
}

function toWireFindings(findings: readonly Finding[]): WireFinding[] {
  return findings.map((finding) => ({ ...finding }));
}
