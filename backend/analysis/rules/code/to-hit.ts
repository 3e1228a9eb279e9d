import type { RiskLevel } from '../../../core/review/risk.ts';
import type { Reach } from '../../flow/reach.ts';
import type { Hit } from '../../rule.ts';
import type { Span } from '../../syntax/span.ts';

/** A hit at a stretch of code; without a severity, the rule's own. */
export function toHit({ line, endLine }: Span, message: string, severity?: RiskLevel): Hit {
  return severity === undefined ? { line, endLine, message } : { line, endLine, message, severity };
}

/** Who decides a value, in words of a finding. */
export const REACH_WORDS: Readonly<Record<Reach, string>> = {
  fixed: 'a fixed value',
  guarded: 'a value that is checked, escaped or set by the operator',
  variable: 'a value that this file does not show',
  tool: 'a tool argument',
};
