import type { Finding } from './finding.ts';
import { toLabels } from './labels.ts';
import { orderFindings } from './order-findings.ts';
import type { AgentReport } from './parse-report.ts';
import { renderReport } from './render-report.ts';
import type { Review } from './review.ts';
import { CONCLUSION_OF_RISK, worstRisk } from './risk.ts';

/** What a review came to, before it is concluded. */
export interface ReviewParts extends Pick<Review, 'server' | 'title' | 'scope' | 'agent' | 'model' | 'ruleSet' | 'coverage' | 'usage' | 'durationMs'> {
  readonly staticFindings: readonly Finding[];
  /** Null when the rules alone reviewed. */
  readonly report: AgentReport | null;
}

/**
 * One review out of what rules and agent found. The risk is the worst of both: an agent's "low" never lowers what the rules
 * found. Critical risk, and an agent's own word, block a release.
 */
export function concludeReview({ staticFindings, report, ...parts }: ReviewParts): Review {
  const findings = orderFindings([...staticFindings, ...(report?.findings ?? [])]);
  const risk = worstRisk([...findings.map(({ severity }) => severity), report?.risk ?? 'info']);
  const labels = toLabels({ risk, isBlocked: risk === 'critical' || report?.isBlocked === true });
  const concluded = { ...parts, risk, labels, conclusion: CONCLUSION_OF_RISK[risk], findings };
  return { ...concluded, report: renderReport(concluded, report) };
}
