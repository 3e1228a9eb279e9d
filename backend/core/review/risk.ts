/** How bad a finding, or a whole review, is; worst first. `info` is also the level of a review that found nothing. */
export const RISK_LEVELS = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** The conclusion of a check run (docs.github.com, REST API, check runs). */
export type Conclusion = 'failure' | 'neutral' | 'success';

/** What a level means for a status check: the same table for panel, command line and continuous integration. */
export const CONCLUSION_OF_RISK: Readonly<Record<RiskLevel, Conclusion>> = {
  critical: 'failure',
  high: 'neutral',
  medium: 'neutral',
  low: 'success',
  info: 'success',
};

/** The worst of the levels; `info` where there is none. */
export function worstRisk(levels: Iterable<RiskLevel>): RiskLevel {
  const found = new Set(levels);
  return RISK_LEVELS.find((level) => found.has(level)) ?? 'info';
}
