import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../backend/core/review/finding.ts';
import { RISK_LEVELS, type RiskLevel } from '../../../backend/core/review/risk.ts';
import { FindingBudget } from '../../../backend/sandboxed/analyse/finding-budget.ts';
import { ANALYSIS_LIMITS } from '../../../backend/sandboxed/protocol/limits.ts';

function flood(severity: RiskLevel): Finding[] {
  return Array.from({ length: ANALYSIS_LIMITS.findings }, (_, line) => ({ rule: 'a', severity, file: 'a', line, endLine: line, message: 'm', evidence: 'e', recommendation: 'r', source: 'static' }));
}

describe('when there are more findings than may be listed', () => {
  test('a flood of one level leaves room for every other', () => {
    const budget = new FindingBudget();
    budget.take(flood('info'));
    expect(budget.take(flood('critical').slice(0, 1))).toHaveLength(1);
  });

  test('that there are more is said once, at the level itself', () => {
    const taken = new FindingBudget().take(flood('high'));
    expect(taken.filter(({ rule }) => rule === 'findings-cut').map(({ severity }) => severity)).toEqual(['high']);
  });

  test('floods of all levels stay within what the outside accepts', () => {
    const budget = new FindingBudget();
    expect(RISK_LEVELS.flatMap((level) => budget.take(flood(level))).length).toBeLessThanOrEqual(ANALYSIS_LIMITS.findings);
  });
});
