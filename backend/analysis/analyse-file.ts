import type { Finding } from '../core/review/finding.ts';
import { RISK_LEVELS, type RiskLevel } from '../core/review/risk.ts';
import type { Hit, ProjectView, Rule, SourceFile } from './rule.ts';
import { RULES } from './rule-set.ts';

/** Kept in step with `ANALYSIS_LIMITS`, which the outside checks again. */
export const FILE_FINDING_LIMITS = { perRule: 20, evidenceCharacters: 600, evidenceLines: 6, messageCharacters: 600 } as const;

/** Hits of one rule in one file that are looked at to keep the worst. */
const MAX_HITS = 5_000;

/** Tests, examples and documents rarely run. Nothing is dropped, because a name alone proves nothing. */
const SUPPORTING_LEVEL: Readonly<Record<RiskLevel, RiskLevel>> = { critical: 'medium', high: 'low', medium: 'info', low: 'info', info: 'info' };

/**
 * All findings of all rules in one file, in a stable order: by line, then by rule. Of each rule the worst places are kept,
 * at most `FILE_FINDING_LIMITS.perRule`; evidence is cut. The same file and project give the same findings.
 */
export function analyseFile(file: SourceFile, project: ProjectView): Finding[] {
  return RULES.flatMap((rule) => applyRule(rule, file, project)).sort(byPlace);
}

function applyRule(rule: Rule, file: SourceFile, project: ProjectView): Finding[] {
  const hits: Hit[] = [];
  for (const hit of rule.check(file, project)) {
    hits.push(hit);
    if (hits.length >= MAX_HITS) break;
  }
  const findings = hits.map((hit) => toFinding(hit, rule, file)).sort((a, b) => toRank(a.severity) - toRank(b.severity) || byPlace(a, b));
  return withoutRepeats(findings).slice(0, FILE_FINDING_LIMITS.perRule);
}

function toFinding(hit: Hit, rule: Rule, file: SourceFile): Finding {
  const severity = hit.severity ?? rule.severity;
  return {
    rule: rule.id,
    severity: file.isSupporting && rule.weighsEverywhere !== true ? SUPPORTING_LEVEL[severity] : severity,
    file: file.path,
    line: hit.line,
    endLine: Math.max(hit.line, hit.endLine),
    message: cut(hit.message, FILE_FINDING_LIMITS.messageCharacters),
    evidence: cut(hit.evidence ?? toLines(file, hit), FILE_FINDING_LIMITS.evidenceCharacters),
    recommendation: rule.mend,
    source: 'static',
  };
}

/** Lines of a file, split once: a rule may hit in each of them. */
const linesOfFile = new WeakMap<SourceFile, readonly string[]>();

function toLines(file: SourceFile, hit: Hit): string {
  const lines = linesOfFile.get(file) ?? file.text.split('\n');
  linesOfFile.set(file, lines);
  const last = Math.min(hit.endLine, hit.line + FILE_FINDING_LIMITS.evidenceLines - 1);
  return lines.slice(hit.line - 1, Math.max(hit.line, last)).map((line) => line.slice(0, FILE_FINDING_LIMITS.evidenceCharacters + 1)).join('\n').trim();
}

/** Cut between characters, so that no half of a surrogate pair is left. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ line, message }) => {
    const key = `${line ?? 0}:${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function toRank(level: RiskLevel): number {
  return RISK_LEVELS.indexOf(level);
}

/** By code units: no locale of a machine changes the order. */
function byPlace(a: Finding, b: Finding): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.endLine ?? 0) - (b.endLine ?? 0) || compare(a.rule, b.rule) || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
