import type { Review } from './review.ts';
import { toSarif } from './to-sarif.ts';

export const REVIEW_FILE_NAMES = ['report.md', 'labels.txt', 'findings.sarif', 'review.json'] as const;
export type ReviewFileName = (typeof REVIEW_FILE_NAMES)[number];

/** One of the four files of a review. */
export function renderReviewFile(review: Review, name: ReviewFileName): string {
  switch (name) {
    case 'report.md':
      return review.report;
    case 'labels.txt':
      return review.labels.map((label) => `${label}\n`).join('');
    case 'findings.sarif':
      return toSarif(review);
    case 'review.json':
      return `${JSON.stringify(toJson(review), null, 2)}\n`;
  }
}

function toJson({ scope, risk, labels, conclusion, agent, model, ruleSet, findings, coverage, usage, durationMs, server, title }: Review): unknown {
  const { mode, head, base, project, directory, isBaseAncestor, commits } = scope;
  return {
    risk, labels, conclusion, mode, head, base, agent, model,
    server, title, project, directory, isBaseAncestor, commits, ruleSet,
    findings: findings.map((finding) => ({ ...finding })),
    coverage, usage, durationMs,
  };
}
