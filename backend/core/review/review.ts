import type { Coverage } from './coverage.ts';
import type { Finding } from './finding.ts';
import type { Conclusion, RiskLevel } from './risk.ts';
import type { ReviewScope } from './scope.ts';

/** Who reads the source: rules alone, our own loop over a model, or a vendor's command line in the sandbox. */
export const AGENTS = ['static', 'builtin', 'claude', 'codex'] as const;
export type Agent = (typeof AGENTS)[number];

/** What a model was used for, as its provider counted. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly requests: number;
}

/** A finished review: of the same source by the same rule set, `static` gives the same value but for time. */
export interface Review {
  /** Server of the catalog; null for a URL or a directory. */
  readonly server: string | null;
  /** What people call it: server name, URL or directory. */
  readonly title: string;
  readonly scope: ReviewScope;
  readonly agent: Agent;
  readonly model: string | null;
  /** Version of the static rules that were applied. */
  readonly ruleSet: string;
  readonly risk: RiskLevel;
  /** Exactly one `security-risk:<level>`, and `security-blocked` when it must stop a release. */
  readonly labels: readonly string[];
  readonly conclusion: Conclusion;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  readonly usage: TokenUsage | null;
  /** The report, Markdown from outside. */
  readonly report: string;
  readonly durationMs: number;
}
