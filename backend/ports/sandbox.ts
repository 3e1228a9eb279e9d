import type { AnalysisContext } from '../core/review/analysis-context.ts';
import type { Coverage } from '../core/review/coverage.ts';
import type { Finding } from '../core/review/finding.ts';
import type { Agent, TokenUsage } from '../core/review/review.ts';
import type { ReviewScope } from '../core/review/scope.ts';

/** What to fetch: a commit of a project, or a directory of this machine. */
export type SourceRequest =
  | {
      readonly kind: 'git';
      /** Normalised https URL. Its host is the only one that may be reached. */
      readonly project: string;
      readonly head: string;
      readonly base: string | null;
      readonly directory: string | null;
      /** The branch that the catalog tracks: asked when the server of the project refuses bare commits. */
      readonly branch: string | null;
    }
  | { readonly kind: 'directory'; readonly head: string; readonly base: string | null; readonly directory: string | null };

/** Source that lies in a volume of the engine, ready to be mounted read-only. */
export interface FetchedSource {
  /** Volume name; opaque. */
  readonly volume: string;
  readonly scope: ReviewScope;
  /** Size of the head tree, and what was left out while fetching. */
  readonly coverage: Coverage;
}

export interface StaticAnalysis {
  readonly ruleSet: string;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
}

/** A request to the tool box: read-only, answered from the mounted trees. Paths are relative, with `/`. */
export type ToolCall =
  | { readonly tool: 'list'; readonly path: string; readonly depth: number }
  | { readonly tool: 'read'; readonly path: string; readonly line: number; readonly lines: number; readonly tree: 'head' | 'base' }
  | { readonly tool: 'search'; readonly text: string; readonly path: string }
  | { readonly tool: 'diff'; readonly path: string };

/** Text for the model, cut to the tool's limit; `isError` for a path that is not there and the like. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
  readonly isCut: boolean;
}

/** A container that answers tool calls and can reach nothing. Must be closed. */
export interface ToolBox {
  call(call: ToolCall, signal: AbortSignal): Promise<ToolAnswer>;
  /** Files that were read through it, as far as they were read. */
  filesRead(): readonly string[];
  close(): Promise<void>;
}

/** A run of an agent's command line in the sandbox, behind the inference proxy. */
export interface AgentRun {
  readonly agent: Exclude<Agent, 'static' | 'builtin'>;
  readonly model: string;
  readonly provider: 'anthropic' | 'openai';
  /** Reaches the proxy over its standard input and nothing else. */
  readonly key: string;
  /** The endpoint to forward to; null for the provider's own. */
  readonly baseUrl: string | null;
  readonly prompt: string;
  readonly systemPrompt: string;
  readonly budgetTokens: number;
}

/** What the agent left behind, unparsed and untrusted. */
export interface AgentOutput {
  readonly report: string;
  readonly labels: string;
  readonly usage: TokenUsage;
}

export interface SandboxCall {
  readonly signal: AbortSignal;
  /** Wall clock limit, enforced from outside. */
  readonly timeoutMs: number;
  readonly onProgress?: (progress: SandboxProgress) => void;
}

export interface SandboxProgress {
  /** e.g. `Fetching the source`, for people. */
  readonly step: string;
  readonly filesRead: number;
  readonly usage: TokenUsage | null;
}

export interface CachedSource {
  readonly volume: string;
  readonly project: string;
  readonly head: string;
  readonly base: string | null;
  readonly bytes: number;
  readonly usedAt: string;
}

/**
 * Containers that trust neither the code nor the agent. Every setting is asserted by inspect before a container starts.
 * Throws PortError: `engine_*`, `sandbox_*`, `source_*`, `agent_*`, `cancelled`.
 */
export interface Sandbox {
  /** Fetches with network and without secrets, or copies a directory in; the same commits are fetched once. */
  fetchSource(request: SourceRequest, call: SandboxCall): Promise<FetchedSource>;
  /** Runs the static rules without network. `onFinding` as they are found. */
  analyse(source: FetchedSource, context: AnalysisContext, call: SandboxCall): Promise<StaticAnalysis>;
  openToolBox(source: FetchedSource, call: SandboxCall): Promise<ToolBox>;
  runAgent(source: FetchedSource, run: AgentRun, call: SandboxCall): Promise<AgentOutput>;
  /** Null when the image of that agent was built here; else the command that builds it. */
  missingAgentImage(agent: AgentRun['agent'], signal: AbortSignal): Promise<string | null>;
  /** Gives back a source that is no longer used (a directory's copy is removed; a fetched one stays in the cache). */
  release(source: FetchedSource): Promise<void>;
  cachedSources(signal: AbortSignal): Promise<readonly CachedSource[]>;
  clearSources(signal: AbortSignal): Promise<void>;
  /** Removes containers, networks and volumes of runs that no living process owns. Answers how many. */
  removeLeftovers(signal: AbortSignal): Promise<number>;
}
