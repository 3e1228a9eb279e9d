import { describe, expect, it } from 'vitest';
import { FailedReviewError } from '../../../backend/app/review/failed-review.ts';
import type { ReviewOrder } from '../../../backend/app/review/review-order.ts';
import type { ModelEndpoint } from '../../../backend/app/review/reviewing.ts';
import { runReview } from '../../../backend/app/review/run-review.ts';
import type { WireReviewProgress } from '../../../backend/contract/review.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';
import type { ReviewScope } from '../../../backend/core/review/scope.ts';
import { emptyReport, submitting } from '../../contracts/fake-inference.ts';
import { findingOf } from '../../contracts/fake-sandbox.ts';
import { codeOf } from '../support/code-of.ts';
import { HEAD, makeReviewing, PROJECT, targetOf } from '../support/test-reviewing.ts';
import { NOW, unbounded } from '../support/test-world.ts';

const MODEL: ModelEndpoint = { provider: 'anthropic', model: 'test-model', key: 'sk-secret-key', baseUrl: null };
const SCOPE: ReviewScope = { mode: 'full', project: PROJECT, head: HEAD, base: null, directory: null, commits: [], isBaseAncestor: null, changedFiles: [] };

function orderOf(change: Partial<ReviewOrder> = {}): ReviewOrder {
  return { target: targetOf(), agent: 'static', endpoint: null, budgetTokens: 100_000, timeoutMs: 60_000, isFresh: false, ...change };
}

function make() {
  const made = makeReviewing(() => NOW);
  const told: WireReviewProgress[] = [];
  const run = (order = orderOf(), signal = unbounded) => runReview(made.reviewing, order, { signal, onProgress: (progress) => { told.push(progress); } });
  return { ...made, told, run };
}

async function failureOf(promise: Promise<unknown>): Promise<FailedReviewError> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof FailedReviewError)) throw new Error('a failed review was expected', { cause: error });
  return error;
}

describe('when the rules review', () => {
  it('fetches, analyses, concludes, keeps and gives back', async () => {
    const made = make();
    made.sandbox.findings = [findingOf({ severity: 'high' })];
    const { review, stored } = await made.run();
    expect(review).toMatchObject({ server: 'thing', agent: 'static', model: null, risk: 'high', labels: ['security-risk:high'], conclusion: 'neutral', ruleSet: 'test-1', usage: null });
    expect(made.store.get(stored?.id ?? '')?.review).toEqual(review);
    expect(stored?.endedAt).toBe(new Date(NOW).toISOString());
    expect([made.sandbox.calls, made.sandbox.open]).toEqual([['fetchSource', 'analyse', 'release'], 0]);
  });

  it('tells each step once it is there, and the review at the end', async () => {
    const { run, told } = make();
    const { stored } = await run();
    expect([...new Set(told.map(({ step }) => step))]).toEqual(['fetching', 'analysing', 'reporting', 'ended']);
    expect(told.map(({ detail }) => detail)).toContain('Receiving objects 45 %');
    expect(told.at(-1)).toMatchObject({ title: 'thing', head: HEAD, filesRead: 3, reviewId: stored?.id });
  });

  it.each([
    ['there is no file', { files: 0, bytes: 0, skipped: [] }],
    ['no file can be read', { files: 0, bytes: 0, skipped: [{ file: 'a.bin', reason: 'binary' }] }],
  ] as const)('says nothing of harmlessness where %s', async (_name, coverage) => {
    const made = make();
    made.sandbox.coverage = coverage;
    expect(await codeOf(made.run())).toBe('source_malformed');
    expect(made.sandbox.open).toBe(0);
  });

  it('answers the same input from the store', async () => {
    const made = make();
    const first = await made.run();
    const second = await made.run();
    expect(second.stored).toEqual(first.stored);
    expect(made.sandbox.requests).toHaveLength(1);
    expect(made.told.at(-1)).toMatchObject({ step: 'ended', reviewId: first.stored?.id });
  });

  it.each<readonly [string, Partial<ReviewOrder>]>([
    ['it is asked to', { isFresh: true }],
    ['the head differs', { target: targetOf({ source: { kind: 'git', project: PROJECT, head: 'b'.repeat(40), base: null, directory: null, branch: null } }) }],
    ['there is a base', { target: targetOf({ source: { kind: 'git', project: PROJECT, head: HEAD, base: 'b'.repeat(40), directory: null, branch: null } }) }],
    ['the folder differs', { target: targetOf({ source: { kind: 'git', project: PROJECT, head: HEAD, base: null, directory: 'src', branch: null } }) }],
    ['the catalog allows another host', { target: targetOf({ context: { ...targetOf().context, allowedHosts: ['api.example.com'] } }) }],
    ['it is a directory', { target: targetOf({ source: { kind: 'directory', head: '/src', base: null, directory: null } }) }],
  ])('reviews again when %s', async (_name, change) => {
    const made = make();
    await made.run(orderOf(change.target?.source.kind === 'directory' ? change : {}));
    await made.run(orderOf(change));
    expect(made.sandbox.requests).toHaveLength(2);
  });

  it('reviews again what the rules did not read for want of time', async () => {
    const made = make();
    made.sandbox.coverage = { files: 1, bytes: 1, skipped: [{ file: 'a.ts', reason: 'time_limit' }] };
    await made.run();
    await made.run();
    expect(made.sandbox.requests).toHaveLength(2);
  });

  it('reviews again when the sandbox has other rules than this program', async () => {
    const made = makeReviewing(() => NOW, { ruleSet: 'test-2' });
    for (let round = 0; round < 2; round += 1) await runReview(made.reviewing, orderOf(), { signal: unbounded, onProgress: () => undefined });
    expect(made.sandbox.requests).toHaveLength(2);
  });

  it('does not lose a review that cannot be kept', async () => {
    const made = make();
    made.store.refuseWrites('store_full');
    const { review, stored, storeError } = await made.run();
    expect([review.risk, stored, storeError?.code]).toEqual(['info', null, 'store_full']);
  });
});

describe('when there is no review', () => {
  it.each(['fetchSource', 'analyse'] as const)('says why, and leaves nothing behind: %s', async (step) => {
    const made = make();
    made.sandbox.failures.set(step, new CodedError('source_unreachable', 'Nothing answers.'));
    expect(await codeOf(made.run())).toBe('source_unreachable');
    expect([made.sandbox.open, made.store.list({ subject: null, offset: 0, limit: 1 }).total]).toEqual([0, 0]);
  });

  it.each(['fetchSource', 'analyse'] as const)('ends when it is cancelled: %s', async (step) => {
    const made = make();
    made.sandbox.stuck.add(step);
    const abort = new AbortController();
    const running = codeOf(made.run(orderOf(), abort.signal));
    abort.abort();
    expect([await running, made.sandbox.open]).toEqual(['cancelled', 0]);
  });

  it('ends at its time limit, and calls it that', async () => {
    const made = make();
    made.sandbox.stuck.add('analyse');
    expect([await codeOf(made.run(orderOf({ timeoutMs: 30 }))), made.sandbox.open]).toEqual(['sandbox_timeout', 0]);
  });

  it('fetches nothing when it must not, and still reviews a directory', async () => {
    const { reviewing, sandbox } = makeReviewing(() => NOW, { offlineReason: 'Not now.' });
    const call = { signal: unbounded, onProgress: () => undefined };
    expect(await codeOf(runReview(reviewing, orderOf(), call))).toBe('offline');
    expect(sandbox.requests).toEqual([]);
    const directory = targetOf({ source: { kind: 'directory', head: '/src', base: null, directory: null } });
    expect((await runReview(reviewing, orderOf({ target: directory }), call)).review.risk).toBe('info');
  });

  it('throws a bug on, and still gives the source back', async () => {
    const made = make();
    made.sandbox.analyse = () => Promise.reject(new TypeError('a bug'));
    await expect(made.run()).rejects.toThrow(TypeError);
    expect(made.sandbox.open).toBe(0);
  });

  it('stands when the engine cannot clean up', async () => {
    const made = make();
    made.sandbox.failures.set('release', new CodedError('engine_unreachable', 'Gone.'));
    expect((await made.run()).stored).not.toBeNull();
  });
});

describe('when our own agent reads', () => {
  const order = orderOf({ agent: 'builtin', endpoint: MODEL });

  it('takes its report, and keeps what it used', async () => {
    const made = make();
    made.script.turns = [submitting(emptyReport(SCOPE, 'medium'), 'security-risk:medium\n')];
    const { review } = await made.run(order);
    expect(review).toMatchObject({ agent: 'builtin', model: 'test-model', risk: 'medium', usage: { inputTokens: 100, outputTokens: 10, requests: 1 } });
    expect([made.endpoints, made.sandbox.open]).toEqual([[MODEL], 0]);
    expect(made.told.map(({ step }) => step)).toContain('reading');
    expect(JSON.stringify([review, made.told])).not.toContain(MODEL.key);
  });

  it('is not believed when it says less than the rules', async () => {
    const made = make();
    made.sandbox.findings = [findingOf({ severity: 'critical' })];
    made.script.turns = [submitting(emptyReport(SCOPE, 'low'), 'security-risk:low\n')];
    const { review } = await made.run(order);
    expect(review).toMatchObject({ risk: 'critical', labels: ['security-risk:critical', 'security-blocked'], conclusion: 'failure' });
  });

  it.each([
    ['the provider refuses the key', [new CodedError('inference_unauthorized', 'No.')], 'inference_unauthorized'],
    ['its report contradicts its labels', [submitting(emptyReport(SCOPE, 'high'), 'security-risk:low\n')], 'report_contradicts_labels'],
    ['its labels are unknown', [submitting(emptyReport(SCOPE, 'low'), 'security-risk:none\n')], 'report_labels_malformed'],
    ['its report is none', [submitting('All is well.', 'security-risk:low\n')], 'report_malformed'],
    ['it only talks', [{ text: 'All is well.', stop: 'end' as const }], 'report_missing'],
  ])('is a failed review when %s, and the rules stand', async (_name, turns, code) => {
    const made = make();
    made.sandbox.findings = [findingOf({ severity: 'high' })];
    made.script.turns = turns;
    const failure = await failureOf(made.run(order));
    expect(failure.code).toBe(code);
    expect(failure.standing.review).toMatchObject({ agent: 'static', model: null, risk: 'high', usage: null });
    expect(made.told.at(-1)).toMatchObject({ step: 'ended', reviewId: failure.standing.stored?.id });
    expect(made.sandbox.open).toBe(0);
  });

  it('keeps nothing when it is cancelled while it reads', async () => {
    const made = make();
    const abort = new AbortController();
    made.sandbox.stuck.add('openToolBox');
    const running = codeOf(made.run(order, abort.signal));
    abort.abort();
    expect([await running, made.sandbox.open, made.store.list({ subject: null, offset: 0, limit: 1 }).total]).toEqual(['cancelled', 0, 0]);
  });

  it('keeps what the rules found when its time is over', async () => {
    const made = make();
    made.sandbox.stuck.add('openToolBox');
    const failure = await failureOf(made.run({ ...order, timeoutMs: 50 }));
    expect([failure.code, failure.standing.review.agent]).toEqual(['sandbox_timeout', 'static']);
  });
});

describe('when a command line reads', () => {
  const order = orderOf({ agent: 'claude', endpoint: MODEL });

  it('gets key and prompts, and its report is read as strictly', async () => {
    const made = make();
    made.sandbox.output = { report: emptyReport(SCOPE, 'low'), labels: 'security-risk:low\n', usage: { inputTokens: 5, outputTokens: 5, requests: 1 } };
    expect((await made.run(order)).review).toMatchObject({ agent: 'claude', risk: 'low' });
    expect(made.sandbox.runs).toMatchObject([{ agent: 'claude', key: MODEL.key, provider: 'anthropic', budgetTokens: 100_000 }]);
    expect(made.sandbox.runs[0]?.systemPrompt).toContain('/tmp/work/report.md');
  });

  it('fails when it leaves nothing', async () => {
    expect((await failureOf(make().run(order))).code).toBe('report_missing');
  });

  it('never gets a local model', async () => {
    expect((await failureOf(make().run({ ...order, endpoint: { ...MODEL, provider: 'local', key: null } }))).code).toBe('usage');
  });
});
