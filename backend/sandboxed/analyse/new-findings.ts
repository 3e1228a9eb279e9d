import { createHash } from 'node:crypto';
import { FILE_FINDING_LIMITS } from '../../analysis/analyse-file.ts';
import type { Finding } from '../../core/review/finding.ts';
import { worstRisk } from '../../core/review/risk.ts';
import { toTreeFinding } from './tree-findings.ts';

/** A version of a file, and what was found in it. */
export interface FoundIn {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * The findings of the head that the base did not have: told by rule, severity and the lines themselves, however they are
 * indented and wherever they stand. A line that is there twice, and was there once, is new once.
 */
export function listNewFindings(head: FoundIn, base: FoundIn): Finding[] {
  const known = new Map<string, number>();
  for (const key of listKeys(base)) known.set(key, (known.get(key) ?? 0) + 1);
  const keys = listKeys(head);
  const added = head.findings.filter((_, index) => {
    const key = keys[index] ?? '';
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
  return [...added, ...listFullRules(head.findings)];
}

/** Of each rule a file lists so many places and no more: behind them, old ones could stand in the way of a new one. */
function listFullRules(findings: readonly Finding[]): Finding[] {
  const rules = Map.groupBy(findings, ({ rule }) => rule);
  return [...rules].flatMap(([rule, [first, ...others]]) => {
    if (first === undefined || others.length + 1 < FILE_FINDING_LIMITS.perRule) return [];
    const severity = worstRisk([first, ...others].map((finding) => finding.severity));
    return [toTreeFinding('findings-cut', { file: first.file, message: `The rule ${rule} found so much in this file that new places cannot be told from old ones.`, evidence: '', severity })];
  });
}

/** The whole lines count, not their excerpt: a long line can change behind the place where the evidence is cut. */
function listKeys({ text, findings }: FoundIn): string[] {
  const lines = text.split('\n');
  return findings.map(({ rule, severity, evidence, line, endLine }) => {
    const hash = createHash('sha256');
    if (line !== null) for (const content of lines.slice(line - 1, endLine ?? line)) hash.update(`${content.trim()}\n`);
    return JSON.stringify([rule, severity, evidence, hash.digest('hex')]);
  });
}
