import { CodedError } from '../../backend/core/coded-error.ts';
import type { AnalysisContext } from '../../backend/core/review/analysis-context.ts';
import type { Coverage } from '../../backend/core/review/coverage.ts';
import type { Finding } from '../../backend/core/review/finding.ts';
import type { AgentOutput, AgentRun, CachedSource, FetchedSource, Sandbox, SandboxCall, SourceRequest, StaticAnalysis, ToolAnswer, ToolBox, ToolCall } from '../../backend/ports/sandbox.ts';

export const FAKE_RULE_SET = 'test-1';

/** A finding with what a test needs. */
export function findingOf(change: Partial<Finding> = {}): Finding {
  return { rule: 'test-rule', severity: 'low', file: 'src/a.ts', line: 1, endLine: 1, message: 'Something.', evidence: 'a()', recommendation: 'Mend it.', source: 'static', ...change };
}

type Step = 'fetchSource' | 'analyse' | 'openToolBox' | 'runAgent' | 'release' | 'cachedSources' | 'clearSources' | 'removeLeftovers' | 'missingAgentImage';

/** A sandbox that runs nothing: it answers what the test sets, and counts what was opened and not closed. */
export class FakeSandbox implements Sandbox {
  findings: readonly Finding[] = [];
  coverage: Coverage = { files: 3, bytes: 300, skipped: [] };
  cached: readonly CachedSource[] = [];
  missingImage: string | null = null;
  output: AgentOutput | null = null;
  /** Files that the tool box has. */
  files: Readonly<Record<string, string>> = { 'src/a.ts': 'a();\n' };
  readonly failures = new Map<Step, CodedError>();
  /** Steps that wait until they are cancelled, or the test lets them go. */
  readonly stuck = new Set<Step>();
  readonly calls: Step[] = [];
  readonly requests: SourceRequest[] = [];
  readonly contexts: AnalysisContext[] = [];
  readonly runs: AgentRun[] = [];
  /** Sources and tool boxes that nobody gave back. */
  open = 0;
  mostAtOnce = 0;
  #release: (() => void)[] = [];

  /** Lets all steps go that wait. */
  letGo(): void {
    for (const release of this.#release.splice(0)) release();
  }

  async fetchSource(request: SourceRequest, call: SandboxCall): Promise<FetchedSource> {
    this.requests.push(request);
    await this.#step('fetchSource', call.signal);
    call.onProgress?.({ step: 'Receiving objects 45 %', filesRead: 0, usage: null });
    this.#opened();
    const isGit = request.kind === 'git';
    return {
      volume: `volume-${String(this.requests.length)}`,
      coverage: { files: 3, bytes: 300, skipped: [] },
      scope: {
        mode: request.base === null ? 'full' : 'differential', project: isGit ? request.project : null, head: isGit ? request.head : null, base: isGit ? request.base : null,
        directory: request.directory, commits: [], isBaseAncestor: request.base === null ? null : true, changedFiles: [],
      },
    };
  }

  async analyse(_source: FetchedSource, context: AnalysisContext, call: SandboxCall): Promise<StaticAnalysis> {
    this.contexts.push(context);
    await this.#step('analyse', call.signal);
    call.onProgress?.({ step: 'Applying the static rules', filesRead: this.coverage.files, usage: null });
    return { ruleSet: FAKE_RULE_SET, findings: this.findings, coverage: this.coverage };
  }

  async openToolBox(_source: FetchedSource, call: SandboxCall): Promise<ToolBox> {
    await this.#step('openToolBox', call.signal);
    this.#opened();
    const read = new Set<string>();
    let isClosed = false;
    return {
      call: (asked) => Promise.resolve(this.#answer(asked, read)),
      filesRead: () => [...read],
      close: () => {
        if (!isClosed) this.open -= 1;
        isClosed = true;
        return Promise.resolve();
      },
    };
  }

  async runAgent(_source: FetchedSource, run: AgentRun, call: SandboxCall): Promise<AgentOutput> {
    this.runs.push(run);
    await this.#step('runAgent', call.signal);
    if (this.output === null) throw new CodedError('report_missing', 'Nothing was left.');
    return this.output;
  }

  async missingAgentImage(_agent: AgentRun['agent'], signal: AbortSignal): Promise<string | null> {
    await this.#step('missingAgentImage', signal);
    return this.missingImage;
  }

  async release(): Promise<void> {
    this.open -= 1;
    await this.#step('release', new AbortController().signal);
  }

  async cachedSources(signal: AbortSignal): Promise<readonly CachedSource[]> {
    await this.#step('cachedSources', signal);
    return this.cached;
  }

  async clearSources(signal: AbortSignal): Promise<void> {
    await this.#step('clearSources', signal);
    this.cached = [];
  }

  async removeLeftovers(signal: AbortSignal): Promise<number> {
    await this.#step('removeLeftovers', signal);
    return 0;
  }

  #answer(asked: ToolCall, read: Set<string>): ToolAnswer {
    if (asked.tool === 'list') return { text: Object.keys(this.files).join('\n'), isError: false, isCut: false };
    const text = this.files[asked.path];
    if (text === undefined) return { text: 'There is no such file.', isError: true, isCut: false };
    read.add(asked.path);
    return { text, isError: false, isCut: false };
  }

  #opened(): void {
    this.open += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.open);
  }

  async #step(step: Step, signal: AbortSignal): Promise<void> {
    this.calls.push(step);
    await Promise.resolve();
    if (this.stuck.has(step)) await this.#wait(signal);
    if (signal.aborted) throw new CodedError('cancelled', 'Cancelled.');
    const failure = this.failures.get(step);
    if (failure !== undefined) throw failure;
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => { resolve(); }, { once: true });
      this.#release.push(resolve);
    });
  }
}
