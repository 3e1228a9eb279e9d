import type { Finding } from './finding.ts';
import { RISK_LEVELS } from './risk.ts';

/** Worst first, then by file, line, rule and message: the same findings always stand in the same order, once each. */
export function orderFindings(findings: readonly Finding[]): readonly Finding[] {
  const keyed = new Map(findings.map((finding) => [sortKey(finding), finding]));
  return [...keyed].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, finding]) => finding);
}

function sortKey({ severity, file, line, endLine, rule, source, message, evidence }: Finding): string {
  const place = String(line ?? 0).padStart(8, '0');
  return [RISK_LEVELS.indexOf(severity), file ?? '', place, endLine ?? 0, rule, source, message, evidence].join('\u0000');
}
