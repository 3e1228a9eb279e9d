import { describe, expect, test } from 'vitest';
import type { Box, BoxEnd, BoxMaker, BoxPlan } from '../../../backend/adapters/sandbox/box.ts';
import { runAnalysis } from '../../../backend/adapters/sandbox/run-analysis.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';
import type { FetchedSource, StaticAnalysis } from '../../../backend/ports/sandbox.ts';
import { analysisInputSchema } from '../../../backend/sandboxed/protocol/analysis-messages.ts';
import { ANALYSIS_LIMITS, SOURCE_LIMITS } from '../../../backend/sandboxed/protocol/limits.ts';

const IMAGE = `sha256:${'0'.repeat(64)}`;
const CONTEXT = { server: 'own', title: 'Own', description: '', allowedHosts: ['x.example'], otherServers: ['other'] };
const SOURCE: FetchedSource = {
  volume: 'source-1',
  scope: { mode: 'full', project: null, head: null, base: null, directory: 'src', commits: [], isBaseAncestor: null, changedFiles: [] },
  coverage: { files: 3, bytes: 30, skipped: [{ file: 'src/link', reason: 'link_outside' }, { file: 'docs/link', reason: 'link_outside' }, { file: 'src/sub', reason: 'submodule' }] },
};
const FINDING = { rule: 'shell-command', severity: 'low', file: 'src/b.ts', line: 2, endLine: 2, message: 'm', evidence: 'e', recommendation: 'r', source: 'static' };
const DONE = JSON.stringify({ type: 'done', ruleSet: '1', files: 2, bytes: 20 });

/** A maker of boxes without an engine: its one box says what it is told to. */
class ScriptedBoxes implements BoxMaker {
  plan: BoxPlan | null = null;
  timeoutMs = 0;
  input = '';
  isRemoved = false;
  readonly #lines: readonly string[];
  readonly #end: BoxEnd;

  constructor(lines: readonly string[], end: Partial<BoxEnd> = {}) {
    this.#lines = lines;
    this.#end = { status: 0, isOutOfMemory: false, standardError: '', ...end };
  }

  open(plan: BoxPlan, call: { readonly timeoutMs: number }): Promise<Box> {
    this.plan = plan;
    this.timeoutMs = call.timeoutMs;
    const lines = this.#lines;
    return Promise.resolve({
      id: 'box',
      async *lines() {
        for (const line of lines) yield await Promise.resolve(line);
      },
      write: (text) => {
        this.input += text;
        return Promise.resolve();
      },
      endInput: () => undefined,
      ended: () => Promise.resolve(this.#end),
      remove: () => {
        this.isRemoved = true;
        return Promise.resolve();
      },
    });
  }

  createVolume = refuse;
  createSocketVolume = refuse;
  fillVolume = refuse;
  listVolumes = refuse;
  removeVolume = refuse;
  imageId = refuse;
  removeLeftovers = refuse;
}

function refuse(): Promise<never> {
  return Promise.reject(new CodedError('engine_failed', 'Not part of an analysis.'));
}

function analyse(boxes: ScriptedBoxes, options: { readonly onFinding?: () => void; readonly timeoutMs?: number } = {}): Promise<StaticAnalysis> {
  const request = { source: SOURCE, context: CONTEXT, ...(options.onFinding === undefined ? {} : { onFinding: options.onFinding }) };
  return runAnalysis({ boxes, image: IMAGE, run: 'run-1' }, request, { signal: AbortSignal.timeout(10_000), timeoutMs: options.timeoutMs ?? 600_000 });
}

function finding(change: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ type: 'finding', finding: { ...FINDING, ...change } });
}

describe('when the analysis answers as agreed', () => {
  test('findings come worst first, whatever their order was', async () => {
    const boxes = new ScriptedBoxes([finding(), finding({ line: 1, endLine: 1 }), finding({ severity: 'critical', file: 'src/z.ts' }), finding({ file: 'src/a.ts' }), DONE]);
    const analysis = await analyse(boxes);
    expect(analysis.findings.map(({ file, line }) => `${file ?? ''}:${line ?? ''}`)).toEqual(['src/z.ts:2', 'src/a.ts:2', 'src/b.ts:1', 'src/b.ts:2']);
  });

  test('what was skipped by the fetch and here is named once, inside of the folder under review', async () => {
    const skipped = JSON.stringify({ type: 'skipped', skipped: { file: 'src/sub', reason: 'unreadable' } });
    const { coverage, ruleSet } = await analyse(new ScriptedBoxes([skipped, JSON.stringify({ type: 'skipped', skipped: { file: 'src/a', reason: 'binary' } }), DONE]));
    expect(coverage).toEqual({ files: 2, bytes: 20, skipped: [{ file: 'src/a', reason: 'binary' }, { file: 'src/link', reason: 'link_outside' }, { file: 'src/sub', reason: 'submodule' }] });
    expect(ruleSet).toBe('1');
  });

  test('it ran in a box without network, over the source read-only, and the box is gone', async () => {
    const boxes = new ScriptedBoxes([DONE]);
    await analyse(boxes);
    expect(boxes.plan).toEqual({ kind: 'analysis', run: 'run-1', image: IMAGE, command: ['analyse'], environment: {}, mounts: [{ volume: 'source-1', target: '/source', isReadOnly: true }] });
    expect(boxes.isRemoved).toBe(true);
  });

  test('it was told the folder, the links and the context in one line', async () => {
    const boxes = new ScriptedBoxes([DONE]);
    await analyse(boxes);
    expect(boxes.input.indexOf('\n')).toBe(boxes.input.length - 1);
    expect(analysisInputSchema.parse(JSON.parse(boxes.input))).toEqual({ mode: 'full', directory: 'src', linksOutside: ['src/link', 'docs/link'], context: CONTEXT });
  });

  test('its time is bounded even where the caller has more', async () => {
    const boxes = new ScriptedBoxes([DONE]);
    await analyse(boxes, { timeoutMs: 86_400_000 });
    expect(boxes.timeoutMs).toBeLessThanOrEqual(ANALYSIS_LIMITS.totalMs + 60_000);
  });

  test('findings are told as they come', async () => {
    let count = 0;
    await analyse(new ScriptedBoxes([finding(), finding({ line: 9 }), DONE]), { onFinding: () => count++ });
    expect(count).toBe(2);
  });
});

const SKIPPED = JSON.stringify({ type: 'skipped', skipped: { file: 'a', reason: 'binary' } });

describe('when what comes out of the box cannot be trusted', () => {
  test.each([
    ['not JSON', ['hello', DONE]],
    ['no message', ['{"type":"verdict","risk":"low"}', DONE]],
    ['a finding of the agent', [finding({ source: 'agent' }), DONE]],
    ['an unknown level', [finding({ severity: 'none' }), DONE]],
    ['a rule that is no id', [finding({ rule: '../x' }), DONE]],
    ['a field that nobody knows', [finding({ html: '<b>' }), DONE]],
    ['evidence without end', [finding({ evidence: 'a'.repeat(10_000) }), DONE]],
    ['a negative count', [JSON.stringify({ type: 'done', ruleSet: '1', files: -1, bytes: 0 })]],
    ['an answer after the last word', [DONE, finding()]],
    ['two last words', [DONE, DONE]],
    ['no last word', [finding()]],
    ['nothing', []],
    ['more findings than may be', [...Array.from({ length: ANALYSIS_LIMITS.findings + 1 }, () => finding()), DONE]],
    ['more skipped files than may be', [...Array.from({ length: SOURCE_LIMITS.skipped + 1 }, () => SKIPPED), DONE]],
  ])('%s is no analysis', async (_, lines) => {
    const boxes = new ScriptedBoxes(lines);
    await expect(analyse(boxes)).rejects.toMatchObject({ code: 'sandbox_failed' });
    expect(boxes.isRemoved).toBe(true);
  });

  test('a box that ran out of memory says so', async () => {
    await expect(analyse(new ScriptedBoxes([finding()], { status: 137, isOutOfMemory: true }))).rejects.toMatchObject({ code: 'sandbox_out_of_memory' });
  });

  test('a parser that ran out of memory inside of an analysis that went on does not matter', async () => {
    await expect(analyse(new ScriptedBoxes([DONE], { isOutOfMemory: true }))).resolves.toMatchObject({ ruleSet: '1' });
  });

  test('a box that was taken away by cancelling failed for no other reason', async () => {
    const request = { source: SOURCE, context: CONTEXT };
    const call = { signal: AbortSignal.abort(), timeoutMs: 1_000 };
    await expect(runAnalysis({ boxes: new ScriptedBoxes([finding()], { status: 137 }), image: IMAGE, run: 'run-1' }, request, call)).rejects.toMatchObject({ code: 'cancelled' });
  });

  test.each(['source_directory_missing', 'source_malformed'])('%s is passed on', async (code) => {
    await expect(analyse(new ScriptedBoxes([JSON.stringify({ type: 'failed', code })], { status: 1 }))).rejects.toMatchObject({ code });
  });
});
