import type { Finding } from '../../core/review/finding.ts';
import { RISK_LEVELS, type RiskLevel } from '../../core/review/risk.ts';
import { ANALYSIS_LIMITS } from '../protocol/limits.ts';
import { toTreeFinding } from './tree-findings.ts';

/** One of each level is kept for the sentence that says that more was found. */
const FINDINGS_PER_LEVEL = Math.floor(ANALYSIS_LIMITS.findings / RISK_LEVELS.length) - 1;

/** Every level has its own share: a flood of small findings cannot crowd out a grave one. */
export class FindingBudget {
  readonly #spent = new Map<RiskLevel, number>();

  /** What of it is reported: the findings within the share, and once, when it is used up, that there are more. */
  take(findings: readonly Finding[]): Finding[] {
    return findings.flatMap((finding) => {
      const spent = this.#spent.get(finding.severity) ?? 0;
      this.#spent.set(finding.severity, spent + 1);
      if (spent < FINDINGS_PER_LEVEL) return [finding];
      const more = `There are more than ${FINDINGS_PER_LEVEL} findings of the level ${finding.severity}: the rest is not listed.`;
      return spent === FINDINGS_PER_LEVEL ? [toTreeFinding('findings-cut', { file: null, message: more, evidence: '', severity: finding.severity })] : [];
    });
  }
}
