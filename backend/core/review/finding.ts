import type { RiskLevel } from './risk.ts';

/** Something in the reviewed source that deserves a look. All text of it may come from outside: print it escaped. */
export interface Finding {
  /** Id of a static rule (see docs/rules.md), or `agent`. */
  readonly rule: string;
  readonly severity: RiskLevel;
  /** Path inside the reviewed tree, with `/`; null for a finding about the whole. */
  readonly file: string | null;
  /** From 1; null where no line can be named. */
  readonly line: number | null;
  readonly endLine: number | null;
  /** One sentence: what is there, and why it matters. */
  readonly message: string;
  /** The code or text that was found, cut to a few lines. */
  readonly evidence: string;
  readonly recommendation: string;
  readonly source: 'static' | 'agent';
}
