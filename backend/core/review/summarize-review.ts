import type { Agent, Review } from './review.ts';
import { RISK_LEVELS, type Conclusion, type RiskLevel } from './risk.ts';
import type { ReviewScope } from './scope.ts';

/** A review without its findings and report: what a history shows of it. */
export interface ReviewSummary extends Pick<ReviewScope, 'project' | 'directory' | 'mode' | 'head' | 'base'> {
  readonly server: string | null;
  readonly title: string;
  readonly agent: Agent;
  readonly model: string | null;
  readonly ruleSet: string;
  readonly risk: RiskLevel;
  readonly labels: readonly string[];
  readonly conclusion: Conclusion;
  readonly findingCounts: Readonly<Record<RiskLevel, number>>;
  readonly durationMs: number;
}

/** The summary of a review; every level is counted, also with none. */
export function summarizeReview({ scope, ...review }: Review): ReviewSummary {
  const { server, title, agent, model, ruleSet, risk, labels, conclusion, durationMs } = review;
  const { project, directory, mode, head, base } = scope;
  const count = (level: RiskLevel): number => review.findings.filter(({ severity }) => severity === level).length;
  const [critical, high, medium, low, info] = RISK_LEVELS;
  const findingCounts = { [critical]: count(critical), [high]: count(high), [medium]: count(medium), [low]: count(low), [info]: count(info) };
  return { server, title, project, directory, mode, head, base, agent, model, ruleSet, risk, labels, conclusion, findingCounts, durationMs };
}

/** What reviews are listed under: the server, else the project, else what people call it (a directory). */
export function subjectOf({ server, project, title }: Pick<ReviewSummary, 'server' | 'project' | 'title'>): string {
  return server ?? project ?? title;
}
