import { CodedError } from '../../core/coded-error.ts';
import { concludeReview } from '../../core/review/conclude-review.ts';
import type { AgentReport } from '../../core/review/parse-report.ts';
import type { Review, TokenUsage } from '../../core/review/review.ts';
import { isPortError } from '../../ports/port-error.ts';
import type { FetchedSource, SandboxCall, StaticAnalysis } from '../../ports/sandbox.ts';
import { startDeadline, type Deadline } from './deadline.ts';
import { FailedReviewError } from './failed-review.ts';
import { keepReview, type FinishedReview } from './finished-review.ts';
import { inputKeyOf } from './input-key.ts';
import { createProgressTeller, type ProgressTeller } from './progress.ts';
import { readWithAgent } from './read-with-agent.ts';
import type { ReviewCall, ReviewOrder } from './review-order.ts';
import type { Reviewing } from './reviewing.ts';

interface Run {
  readonly reviewing: Reviewing;
  readonly order: ReviewOrder;
  readonly progress: ProgressTeller;
  readonly deadline: Deadline;
  readonly startedAt: number;
}

/**
 * Fetches the source, lets the rules and then the agent read it, and keeps what they came to. Whatever happens, nothing of
 * it stays in the engine. An input that the rules reviewed before is answered from the store.
 * @throws FailedReviewError when the rules finished and the agent did not: what they found stands, and is kept
 * @throws CodedError `engine_*`, `sandbox_*`, `source_*`, `offline`, `cancelled` when there is no review at all
 */
export async function runReview(reviewing: Reviewing, order: ReviewOrder, call: ReviewCall): Promise<FinishedReview> {
  const progress = createProgressTeller(order, call);
  const known = findKnown(reviewing, order);
  if (known !== null) {
    progress.tell({ step: 'ended', detail: 'The same input was reviewed before.', findings: known.review.findings.length, reviewId: known.stored?.id ?? null });
    return known;
  }
  const deadline = startDeadline(order.timeoutMs, call.signal);
  try {
    return await fetchAndReview({ reviewing, order, progress, deadline, startedAt: performance.now() });
  } catch (error) {
    throw error instanceof FailedReviewError ? error : deadline.toCause(error);
  } finally {
    deadline.clear();
  }
}

function findKnown({ store, ruleSet }: Reviewing, { agent, target, isFresh }: ReviewOrder): FinishedReview | null {
  const key = agent === 'static' && !isFresh ? inputKeyOf(target, ruleSet) : null;
  const stored = key === null ? null : store.findByInput(key);
  return stored === null ? null : { review: stored.review, stored, storeError: null };
}

async function fetchAndReview(run: Run): Promise<FinishedReview> {
  const { reviewing, order, progress } = run;
  assertReachable(reviewing, order);
  progress.tell({ step: 'fetching', detail: 'Fetching the source' });
  const source = await reviewing.sandbox.fetchSource(order.target.source, toCall(run, 'fetching'));
  try {
    return await reviewSource(run, source);
  } finally {
    await release(reviewing, source);
  }
}

/** An engine that went away keeps its leftovers until the next start: the review itself is not less for it. */
async function release({ sandbox }: Reviewing, source: FetchedSource): Promise<void> {
  try {
    await sandbox.release(source);
  } catch (error) {
    if (!isPortError(error)) throw error;
  }
}

function assertReachable({ offlineReason }: Reviewing, { target: { source } }: ReviewOrder): void {
  if (offlineReason !== null && source.kind === 'git') throw new CodedError('offline', offlineReason);
}

async function reviewSource(run: Run, source: FetchedSource): Promise<FinishedReview> {
  const { reviewing, order, progress } = run;
  progress.tell({ step: 'analysing', detail: 'Applying the static rules' });
  const analysis = await reviewing.sandbox.analyse(source, order.target.context, toCall(run, 'analysing'));
  progress.tell({ findings: analysis.findings.length });
  assertSomethingRead(source, analysis);
  const byRules = (): FinishedReview => finish(run, { source, analysis, report: null, usage: null });
  if (order.endpoint === null) return byRules();
  try {
    const { report, usage } = await readWithAgent(reviewing, { source, analysis, order, endpoint: order.endpoint }, toCall(run, 'reading'));
    return finish(run, { source, analysis, report, usage });
  } catch (thrown) {
    const error = run.deadline.toCause(thrown);
    if (!isPortError(error) || error.code === 'cancelled') throw error;
    throw new FailedReviewError(error, byRules());
  }
}

/** "Nothing found" needs something that was looked at: of an empty folder, or one of bytes alone, nothing is known. */
function assertSomethingRead({ scope }: FetchedSource, { coverage, findings }: StaticAnalysis): void {
  if (scope.mode === 'differential' || coverage.files > 0 || findings.length > 0) return;
  throw new CodedError('source_malformed', coverage.skipped.length === 0 ? 'The source holds no file.' : 'None of the files could be read as text.');
}

interface Outcome {
  readonly source: FetchedSource;
  readonly analysis: StaticAnalysis;
  /** Null: the rules alone. */
  readonly report: AgentReport | null;
  readonly usage: TokenUsage | null;
}

function finish({ reviewing, order, progress, startedAt }: Run, { source, analysis, report, usage }: Outcome): FinishedReview {
  progress.tell({ step: 'reporting', detail: 'Writing the report' });
  const { server, title } = order.target;
  const review: Review = concludeReview({
    server,
    title,
    scope: source.scope,
    agent: report === null ? 'static' : order.agent,
    model: report === null ? null : (order.endpoint?.model ?? null),
    ruleSet: analysis.ruleSet,
    coverage: analysis.coverage,
    usage,
    staticFindings: analysis.findings,
    report,
    durationMs: Math.round(performance.now() - startedAt),
  });
  const finished = keepReview(reviewing, review, report === null ? inputKeyOf(order.target, analysis.ruleSet) : null);
  progress.tell({ step: 'ended', detail: '', findings: review.findings.length, reviewId: finished.stored?.id ?? null });
  return finished;
}

function toCall({ deadline, progress }: Run, step: 'fetching' | 'analysing' | 'reading'): SandboxCall {
  return { signal: deadline.signal, timeoutMs: deadline.left(), onProgress: progress.during(step) };
}
