import { CodedError } from '../../core/coded-error.ts';
import type { GapCode } from '../../core/gap-code.ts';
import type { SkippedFile } from '../../core/review/coverage.ts';
import type { ChangedFile, CommitSummary } from '../../core/review/scope.ts';
import { fetchMessageSchema, type FetchMessage, type FetchRequest, type RecallRequest } from '../../sandboxed/protocol/fetch-messages.ts';
import { SOURCE_LIMITS } from '../../sandboxed/protocol/limits.ts';
import { SOURCE_MOUNT } from '../../sandboxed/protocol/mounts.ts';
import type { Box, BoxMaker } from './box.ts';
import type { SharedCall } from './shared-work.ts';

export interface FetchRun {
  readonly boxes: BoxMaker;
  /** Image id of the sandbox. */
  readonly image: string;
  readonly run: string;
  readonly volume: string;
  /** Wall clock, counted outside of the container. */
  readonly timeoutMs: number;
}

type Fetched = Extract<FetchMessage, { kind: 'fetched' }>;

/** What the program told, checked against its limits. */
export interface FetchReport {
  readonly fetched: Fetched;
  readonly skipped: readonly SkippedFile[];
  readonly changed: readonly ChangedFile[];
  readonly commits: readonly CommitSummary[];
}

const MAXIMUM_MESSAGES = 1_000;

/**
 * Runs the fetch program: with network, writing the volume; or, to tell what an earlier fetch left, without either.
 * @throws CodedError `source_*`, `sandbox_failed`, `sandbox_out_of_memory`, `sandbox_timeout`, `cancelled`, `engine_*`, `git_missing`
 */
export async function runFetchBox({ boxes, image, run, volume, timeoutMs }: FetchRun, request: FetchRequest | RecallRequest, call: SharedCall): Promise<FetchReport> {
  const isFetch = request.kind === 'fetch';
  const mounts = [{ volume, target: SOURCE_MOUNT, isReadOnly: !isFetch }];
  const box = await boxes.open({ kind: isFetch ? 'fetch' : 'analysis', run, image, command: ['fetch'], environment: {}, mounts }, { signal: call.signal, timeoutMs });
  try {
    await box.write(`${JSON.stringify(request)}\n`);
    box.endInput();
    const report = await collect(box, call);
    if (!isSame(report.fetched, request)) throw failed('The fetch brought something else.');
    return report;
  } finally {
    await box.remove();
  }
}

function isSame(fetched: Fetched, request: FetchRequest | RecallRequest): boolean {
  return fetched.project === request.project && fetched.head === request.head && fetched.base === request.base && fetched.directory === request.directory;
}

async function collect(box: Box, call: SharedCall): Promise<FetchReport> {
  const lists = { skipped: new Array<SkippedFile>(), changed: new Array<ChangedFile>(), commits: new Array<CommitSummary>() };
  let fetched: Fetched | null = null;
  let count = 0;
  for await (const line of box.lines()) {
    count += 1;
    if (fetched !== null || count > MAXIMUM_MESSAGES) throw failed('The fetch said more than it may.');
    const message = parseMessage(line);
    if (message.kind === 'progress') call.onProgress({ step: message.step, filesRead: message.files, usage: null });
    else if (message.kind === 'failed') throw new CodedError<GapCode>(message.code, message.message, { retryable: message.code === 'source_unreachable' });
    else if (message.kind === 'fetched') fetched = message;
    else if (message.kind === 'skipped') lists.skipped.push(...message.files);
    else if (message.kind === 'changed') lists.changed.push(...message.files);
    else lists.commits.push(...message.commits);
  }
  if (fetched === null) throw await toEnd(box);
  if (lists.skipped.length > SOURCE_LIMITS.skipped || lists.changed.length > SOURCE_LIMITS.changedFiles || lists.commits.length > SOURCE_LIMITS.commits) throw failed('The fetch listed more than it may.');
  return { fetched, ...lists };
}

function parseMessage(line: string): FetchMessage {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw failed('The fetch wrote a line that is not JSON.', cause);
  }
  const parsed = fetchMessageSchema.safeParse(value);
  if (!parsed.success) throw failed('The fetch wrote a line that is no message.', parsed.error);
  return parsed.data;
}

async function toEnd(box: Box): Promise<CodedError<GapCode>> {
  const end = await box.ended();
  if (end.isOutOfMemory) return new CodedError<GapCode>('sandbox_out_of_memory', 'The fetch needed more memory than the sandbox has.');
  return failed(`The fetch ended without an answer (status ${end.status}).`);
}

function failed(message: string, cause?: unknown): CodedError<GapCode> {
  return new CodedError<GapCode>('sandbox_failed', message, { cause });
}
