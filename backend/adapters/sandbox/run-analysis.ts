import { CodedError } from '../../core/coded-error.ts';
import type { GapCode } from '../../core/gap-code.ts';
import type { AnalysisContext } from '../../core/review/analysis-context.ts';
import type { SkippedFile } from '../../core/review/coverage.ts';
import type { Finding } from '../../core/review/finding.ts';
import type { FetchedSource, SandboxCall, StaticAnalysis } from '../../ports/sandbox.ts';
import { analysisMessageSchema, type AnalysisInput, type AnalysisMessage } from '../../sandboxed/protocol/analysis-messages.ts';
import { ANALYSIS_LIMITS, SOURCE_LIMITS } from '../../sandboxed/protocol/limits.ts';
import { SOURCE_MOUNT } from '../../sandboxed/protocol/mounts.ts';
import type { Box, BoxMaker } from './box.ts';
import { byFile, byRisk } from './order-findings.ts';

export interface AnalysisPlan {
  readonly boxes: BoxMaker;
  /** Image id of the sandbox. */
  readonly image: string;
  readonly run: string;
}

export interface AnalysisRequest {
  readonly source: FetchedSource;
  readonly context: AnalysisContext;
  /** Told each finding as it comes, in no order; the answer has them all. */
  readonly onFinding?: (finding: Finding) => void;
}

/** Files of which the program says that it could not read them, and the last words before it ends. */
const MAXIMUM_MESSAGES = ANALYSIS_LIMITS.findings + SOURCE_LIMITS.skipped + SOURCE_LIMITS.files;
/** The program stops by itself, and says what it left out; only a program that does not is stopped from here. */
const GRACE_MS = 30_000;
const DESCRIPTION_CHARACTERS = 20_000;
const NAMES = 5_000;

type Done = AnalysisMessage & { readonly type: 'done' };

interface Collected {
  readonly findings: Finding[];
  readonly skipped: SkippedFile[];
  done: Done | null;
}

/**
 * Runs the static rules over a fetched source in a container without network.
 * @returns findings in a fixed order, worst first, and what was read and skipped, by the fetch or here
 * @throws CodedError `sandbox_failed` for a program that breaks the protocol or ends without an answer,
 *   `sandbox_out_of_memory`, `sandbox_timeout`, `source_directory_missing`, `source_malformed`, `cancelled`, `engine_*`
 */
export async function runAnalysis({ boxes, image, run }: AnalysisPlan, request: AnalysisRequest, call: SandboxCall): Promise<StaticAnalysis> {
  try {
    return await runBox({ boxes, image, run }, request, call);
  } catch (error) {
    // A box that is taken away fails in whatever it was doing.
    if (call.signal.aborted && error instanceof CodedError) throw new CodedError<GapCode>('cancelled', 'The analysis was cancelled.', { cause: error });
    throw error;
  }
}

async function runBox({ boxes, image, run }: AnalysisPlan, request: AnalysisRequest, call: SandboxCall): Promise<StaticAnalysis> {
  const plan = { kind: 'analysis', run, image, command: ['analyse'], environment: {}, mounts: [{ volume: request.source.volume, target: SOURCE_MOUNT, isReadOnly: true }] } as const;
  const timeoutMs = Math.min(call.timeoutMs, ANALYSIS_LIMITS.totalMs + GRACE_MS);
  const box = await boxes.open(plan, { signal: call.signal, timeoutMs });
  try {
    await box.write(`${JSON.stringify(toInput(request))}\n`);
    box.endInput();
    return toAnalysis(request.source, await collect(box, request, call));
  } finally {
    await box.remove();
  }
}

function toInput({ source, context }: AnalysisRequest): AnalysisInput {
  const { scope, coverage } = source;
  const linksOutside = coverage.skipped.filter(({ reason }) => reason === 'link_outside').map(({ file }) => file);
  return {
    mode: scope.mode,
    directory: scope.directory,
    linksOutside: linksOutside.slice(0, SOURCE_LIMITS.skipped),
    context: {
      server: context.server,
      title: context.title.slice(0, 500),
      description: context.description.slice(0, DESCRIPTION_CHARACTERS),
      allowedHosts: context.allowedHosts.slice(0, NAMES),
      otherServers: context.otherServers.slice(0, NAMES),
    },
  };
}

async function collect(box: Box, { onFinding }: AnalysisRequest, call: SandboxCall): Promise<Collected & { done: Done }> {
  const collected: Collected = { findings: [], skipped: [], done: null };
  let count = 0;
  for await (const line of box.lines()) {
    if (collected.done !== null || ++count > MAXIMUM_MESSAGES) throw failed('The analysis said more than it may.');
    const message = parseMessage(line);
    take(collected, message);
    if (message.type === 'finding') onFinding?.(message.finding);
    if (message.type === 'progress') call.onProgress?.({ step: 'Applying the static rules', filesRead: message.files, usage: null });
  }
  const { done } = collected;
  if (done === null) throw await toEnd(box);
  return { ...collected, done };
}

function take(collected: Collected, message: AnalysisMessage): void {
  switch (message.type) {
    case 'finding':
      if (collected.findings.push(message.finding) > ANALYSIS_LIMITS.findings) throw failed('The analysis found more than it may list.');
      break;
    case 'skipped':
      if (collected.skipped.push(message.skipped) > SOURCE_LIMITS.skipped) throw failed('The analysis skipped more than it may list.');
      break;
    case 'done':
      collected.done = message;
      break;
    case 'failed':
      throw new CodedError<GapCode>(message.code, 'The source could not be analysed.');
    case 'progress':
      break;
  }
}

function parseMessage(line: string): AnalysisMessage {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw failed('The analysis wrote a line that is not JSON.', cause);
  }
  const parsed = analysisMessageSchema.safeParse(value);
  if (!parsed.success) throw failed('The analysis wrote a line that is no message.', parsed.error);
  return parsed.data;
}

async function toEnd(box: Box): Promise<CodedError<GapCode>> {
  const end = await box.ended();
  if (end.isOutOfMemory) return new CodedError<GapCode>('sandbox_out_of_memory', 'The analysis needed more memory than the sandbox has.');
  return failed(`The analysis ended without an answer (status ${end.status}).`);
}

function failed(message: string, cause?: unknown): CodedError<GapCode> {
  return new CodedError<GapCode>('sandbox_failed', message, { cause });
}

/** Fetch and analysis may name the same file: the fetch, which saw the original, is believed. */
function toAnalysis({ coverage, scope }: FetchedSource, { findings, skipped, done }: Collected & { done: Done }): StaticAnalysis {
  const inScope = coverage.skipped.filter(({ file }) => scope.directory === null || file === scope.directory || file.startsWith(`${scope.directory}/`));
  const reasons = new Map([...skipped, ...inScope].map((entry) => [entry.file, entry]));
  return {
    ruleSet: done.ruleSet,
    findings: findings.sort(byRisk),
    coverage: { files: done.files, bytes: done.bytes, skipped: [...reasons.values()].sort(byFile).slice(0, SOURCE_LIMITS.skipped) },
  };
}
