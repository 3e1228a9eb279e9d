import { CodedError } from '../coded-error.ts';
import type { Finding } from './finding.ts';
import { parseLabels, toLabels, type RiskLabels } from './labels.ts';
import { readFindings } from './read-findings.ts';
import { NOTHING, SCOPE_FIELDS } from './report-sections.ts';
import { RISK_LEVELS, worstRisk, type RiskLevel } from './risk.ts';
import type { ReviewScope } from './scope.ts';
import { readFields, splitSections, type Sections } from './split-sections.ts';
import { scopeLines } from './scope-lines.ts';

/** A report that holds together. Texts are Markdown from outside, without headings of the first two levels. */
export interface AgentReport {
  readonly risk: RiskLevel;
  readonly isBlocked: boolean;
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly observations: string;
  readonly nextSteps: string;
  readonly conclusion: string;
}

/**
 * Reads an agent's report strictly: all seven sections once and in order, the scope of this very review, a level that
 * agrees with its labels and is not below its own findings.
 * @param markdown at most 128 KiB
 * @param labels the text of the label file
 * @throws CodedError `report_missing`, `report_malformed`, `report_labels_malformed`, `report_contradicts_labels`
 */
export function parseReport(markdown: string, labels: string, scope: ReviewScope): AgentReport {
  const declared = parseLabels(labels);
  const sections = splitSections(markdown);
  const risk = readRisk(sections, scope);
  const findings = readFindings(sections['Detailed Findings']);
  assertAgreement({ risk, findings, declared, listed: sections['Recommended Labels'].items });
  return {
    ...declared,
    summary: textOf(sections, 'Executive Summary'),
    findings,
    observations: textOf(sections, 'Defense-in-Depth Observations'),
    nextSteps: textOf(sections, 'Next Steps'),
    conclusion: textOf(sections, 'Conclusion'),
  };
}

/** Every field of the scope must be there, and be about this review: a report on another commit proves nothing. */
function readRisk(sections: Sections, scope: ReviewScope): RiskLevel {
  const fields = readFields(sections['Scope Summary'].items, SCOPE_FIELDS);
  for (const [name, value] of scopeLines(scope)) {
    if (fields.get(name) !== value) throw malformed(`"${name}" in the scope is not that of this review`);
  }
  const level = RISK_LEVELS.find((known) => known === fields.get('Overall Risk Level')?.toLowerCase());
  if (level === undefined) throw malformed('the overall risk level is none that is known');
  return level;
}

interface Claims {
  readonly risk: RiskLevel;
  readonly findings: readonly Finding[];
  readonly declared: RiskLabels;
  /** Labels that the report itself recommends. */
  readonly listed: readonly string[];
}

function assertAgreement({ risk, findings, declared, listed }: Claims): void {
  if (risk !== declared.risk) throw contradiction(`the report says ${risk}, its labels ${declared.risk}`);
  const recommended = listed.map((item) => item.replaceAll('`', '').trim());
  if (recommended.join('\n') !== toLabels(declared).join('\n')) throw contradiction('the recommended labels are not those of the label file');
  const worst = worstRisk(findings.map(({ severity }) => severity));
  if (worstRisk([worst, risk]) !== risk) throw contradiction(`a finding is ${worst}, the whole ${risk}`);
}

function textOf(sections: Sections, name: 'Executive Summary' | 'Defense-in-Depth Observations' | 'Next Steps' | 'Conclusion'): string {
  const { text } = sections[name];
  if (text === '') throw malformed(`"${name}" is empty (say "${NOTHING}")`);
  return text;
}

function malformed(message: string): CodedError {
  return new CodedError('report_malformed', message);
}

function contradiction(message: string): CodedError {
  return new CodedError('report_contradicts_labels', message);
}
