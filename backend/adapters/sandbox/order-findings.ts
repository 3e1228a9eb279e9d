import type { SkippedFile } from '../../core/review/coverage.ts';
import type { Finding } from '../../core/review/finding.ts';
import { RISK_LEVELS } from '../../core/review/risk.ts';

/** Worst first, then by place and text: an order that depends on nothing but the findings. */
export function byRisk(a: Finding, b: Finding): number {
  return (
    RISK_LEVELS.indexOf(a.severity) - RISK_LEVELS.indexOf(b.severity) ||
    compare(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compare(a.rule, b.rule) ||
    (a.endLine ?? 0) - (b.endLine ?? 0) ||
    compare(a.message, b.message) ||
    compare(a.evidence, b.evidence)
  );
}

export function byFile(a: SkippedFile, b: SkippedFile): number {
  return compare(a.file, b.file);
}

/** By code units: no locale of a machine changes the order. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
