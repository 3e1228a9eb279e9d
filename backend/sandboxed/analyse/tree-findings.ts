import { TREE_RULES, type TreeRuleId } from '../../analysis/rules/text/tree-rules.ts';
import type { Finding } from '../../core/review/finding.ts';
import type { RiskLevel } from '../../core/review/risk.ts';

export interface TreeHit {
  readonly file: string | null;
  readonly message: string;
  readonly evidence: string;
  /** The rule's own, where it is not named. */
  readonly severity?: RiskLevel;
}

/** A finding about the tree itself. */
export function toTreeFinding(rule: TreeRuleId, hit: TreeHit): Finding {
  const { severity, mend } = TREE_RULES[rule];
  return { rule, severity: hit.severity ?? severity, file: hit.file, line: null, endLine: null, message: hit.message, evidence: hit.evidence, recommendation: mend, source: 'static' };
}

const MACHINE_CODE: readonly (readonly [string, string])[] = [
  ['\x7fELF', 'a Linux program or library'],
  ['MZ', 'a Windows program or library'],
  ['\xcf\xfa\xed\xfe', 'a macOS program or library'],
  ['\xce\xfa\xed\xfe', 'a macOS program or library'],
  ['\xca\xfe\xba\xbe', 'a macOS program or Java class'],
  ['\0asm', 'WebAssembly'],
];

/** Programs in a form that interpreters run and nobody reads, whatever their first bytes are. */
const COMPILED = /\.(?:pyc|pyo|jsc|asar|egg|whl)$/i;

/** A finding where a file begins as executable formats do, or is named as compiled programs are; none otherwise. */
export function findMachineCode(file: string, start: Uint8Array): Finding[] {
  const text = Buffer.from(start.subarray(0, 8)).toString('latin1');
  const format = MACHINE_CODE.find(([magic]) => text.startsWith(magic));
  if (format === undefined) return COMPILED.test(file) ? [toTreeFinding('machine-code', { file, message: 'This file is a compiled or packed program, which no reader can check.', evidence: file })] : [];
  const severity = format[0] === '\0asm' || /(^|\/)prebuil(ds|t)\//.test(file) ? 'low' : 'medium';
  return [toTreeFinding('machine-code', { file, message: `This file is ${format[1]}, which no reader can check.`, evidence: file, severity })];
}
