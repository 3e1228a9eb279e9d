import { CodedError } from '../coded-error.ts';
import { RISK_LEVELS, type RiskLevel } from './risk.ts';

const RISK_PREFIX = 'security-risk:';
/** What must stop a release. */
const BLOCKED = 'security-blocked';
/** Levels that stop nothing: beside `security-blocked` they contradict it. */
const HARMLESS: ReadonlySet<RiskLevel> = new Set(['low', 'info']);
const MOST_LABELS = 2;

export interface RiskLabels {
  readonly risk: RiskLevel;
  readonly isBlocked: boolean;
}

/** The labels of a review: exactly one `security-risk:<level>`, then `security-blocked` where it must stop a release. */
export function toLabels({ risk, isBlocked }: RiskLabels): readonly string[] {
  return isBlocked ? [`${RISK_PREFIX}${risk}`, BLOCKED] : [`${RISK_PREFIX}${risk}`];
}

/**
 * What an agent's `labels.txt` says: one label a line, blank lines allowed. Missing, empty, duplicate, unknown and
 * contradicting labels are refused: none of them may end as "low".
 * @throws CodedError `report_labels_malformed`
 */
export function parseLabels(text: string): RiskLabels {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length === 0) throw malformed('no label');
  if (lines.length > MOST_LABELS || new Set(lines).size !== lines.length) throw malformed('too many labels, or one twice');
  const isBlocked = lines.includes(BLOCKED);
  const [label, ...others] = lines.filter((line) => line !== BLOCKED);
  const risk = RISK_LEVELS.find((level) => label === `${RISK_PREFIX}${level}`);
  if (risk === undefined || others.length > 0) throw malformed('not exactly one known risk level');
  if (isBlocked && HARMLESS.has(risk)) throw malformed(`${BLOCKED} beside ${RISK_PREFIX}${risk}`);
  return { risk, isBlocked };
}

function malformed(message: string): CodedError {
  return new CodedError('report_labels_malformed', message);
}
