import type { SgNode } from '@ast-grep/napi';
import type { AnalysisContext } from '../core/review/analysis-context.ts';
import type { RiskLevel } from '../core/review/risk.ts';

/** Languages with a syntax tree. */
export type Language = 'javascript' | 'typescript' | 'tsx' | 'python' | 'go';

/** A file as the rules see it. */
export interface SourceFile {
  /** Path in the reviewed tree, with `/`. */
  readonly path: string;
  /** UTF-8, at most `ANALYSIS_LIMITS.fileBytes`. */
  readonly text: string;
  readonly language: Language | null;
  /** The syntax tree's root; null without a language, or where it could not be parsed. */
  readonly root: SgNode | null;
  /** Tests, examples and documents: what stands there rarely runs, and weighs less. */
  readonly isSupporting: boolean;
}

/** What all rules know besides the file. */
export interface ProjectView {
  readonly context: AnalysisContext;
  /** Hosts that the entry allows, or that README and documents of the source name; lower case. */
  readonly namedHosts: ReadonlySet<string>;
  /** All paths of the tree. */
  readonly paths: ReadonlySet<string>;
}

/** One place that a rule found. Lines count from 1. */
export interface Hit {
  readonly line: number;
  readonly endLine: number;
  readonly message: string;
  /** Where reach lowers or raises it; the rule's own otherwise. */
  readonly severity?: RiskLevel;
  /** What is shown instead of the lines themselves. */
  readonly evidence?: string;
}

/** A file that a rule must, or must not, find something in. */
export interface RuleExample {
  readonly path: string;
  readonly text: string;
  /** Severity of the worst hit, where the rule grades by reach. */
  readonly severity?: RiskLevel;
}

/** One behaviour that deserves a look. `docs/rules.md` is made from these. */
export interface Rule {
  /** Kebab-case, stable: stored reviews and SARIF name it. */
  readonly id: string;
  readonly title: string;
  /** The worst that it reports. */
  readonly severity: RiskLevel;
  /** Why it matters for an MCP server, a sentence or two. */
  readonly why: string;
  /** How to mend it: the recommendation of each finding. */
  readonly mend: string;
  /** For what works by being read and not by being run: it weighs the same in tests, examples and documents. */
  readonly weighsEverywhere?: true;
  readonly matches: readonly RuleExample[];
  readonly ignores: readonly RuleExample[];
  readonly check: (file: SourceFile, project: ProjectView) => Iterable<Hit>;
}
