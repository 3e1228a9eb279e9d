import { randomUUID } from 'node:crypto';
import { CodedError } from '../../core/coded-error.ts';
import type { GapCode } from '../../core/gap-code.ts';
import type { FetchedSource, SandboxCall, ToolAnswer, ToolBox, ToolCall } from '../../ports/sandbox.ts';
import { SOURCE_MOUNT } from '../../sandboxed/protocol/mounts.ts';
import { toolAnswerSchema, type BoxedAnswer } from '../../sandboxed/protocol/tool-box-messages.ts';
import { TOOL_LIMITS } from '../../sandboxed/protocol/tool-limits.ts';
import type { Box, BoxMaker } from './box.ts';

export interface ToolBoxSettings {
  readonly boxes: BoxMaker;
  /** Image id of the sandbox's programs. */
  readonly image: string;
  /** Joins the containers of one review; a new one by default. */
  readonly run?: string;
}

/**
 * Starts a container that answers tool calls from the source's volume, mounted read-only, and nothing else.
 * @throws CodedError `sandbox_*`, `engine_*`, `cancelled`; so do its calls, and after one that threw the box is gone
 */
export async function openToolBox({ boxes, image, run = randomUUID() }: ToolBoxSettings, source: FetchedSource, call: SandboxCall): Promise<ToolBox> {
  const mounts = [{ volume: source.volume, target: SOURCE_MOUNT, isReadOnly: true }];
  const box = await boxes.open({ kind: 'toolBox', run, image, command: ['tool-box'], environment: {}, mounts }, { signal: call.signal, timeoutMs: call.timeoutMs });
  return createToolBox(box);
}

/** The calls over an open box: one at a time, each answered by the very next line, with its number. */
export function createToolBox(box: Box): ToolBox {
  const lines = box.lines()[Symbol.asyncIterator]();
  const read = new Set<string>();
  let count = 0;
  let last: Promise<unknown> = Promise.resolve();
  let isBroken = false;

  const ask = async (call: ToolCall, signal: AbortSignal): Promise<ToolAnswer> => {
    if (isBroken) throw failure('sandbox_failed', 'The tool box was closed.');
    try {
      count += 1;
      const { text, isError, isCut } = await withinTime(exchange({ box, lines, id: count }, call), signal);
      if (!isError && (call.tool === 'read' || call.tool === 'diff')) read.add(call.path);
      return { text, isError, isCut };
    } catch (error) {
      // An answer that comes late would be taken for that of the next call.
      isBroken = true;
      // What ended the call is the news; what cannot be removed now is found again by its label.
      await box.remove().catch(() => undefined);
      throw error;
    }
  };

  return {
    call: (call, signal) => {
      const answer = last.then(() => ask(call, signal));
      last = answer.catch(() => undefined);
      return answer;
    },
    filesRead: () => [...read],
    close: async () => {
      isBroken = true;
      await box.remove();
    },
  };
}

interface Exchange {
  readonly box: Box;
  readonly lines: AsyncIterator<string>;
  readonly id: number;
}

async function exchange({ box, lines, id }: Exchange, call: ToolCall): Promise<BoxedAnswer> {
  await box.write(`${JSON.stringify({ id, call })}\n`);
  const next = await lines.next();
  if (next.done === true) throw await toEndError(box);
  const answer = toolAnswerSchema.safeParse(parse(next.value)).data;
  if (answer?.id !== id) throw failure('sandbox_failed', 'The tool box did not keep to its messages.');
  return answer;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function toEndError(box: Box): Promise<CodedError> {
  const { status, isOutOfMemory } = await box.ended();
  return isOutOfMemory ? failure('sandbox_out_of_memory', 'The tool box ran out of memory.') : failure('sandbox_failed', `The tool box ended with status ${status}.`);
}

/** The container has its own limit for a call; one that does not keep it is given up. */
async function withinTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const deadline = AbortSignal.timeout(TOOL_LIMITS.answerMs);
  const either = AbortSignal.any([signal, deadline]);
  return new Promise<Result>((resolve, reject) => {
    const stop = (): void => {
      reject(signal.aborted ? failure('cancelled', 'Cancelled.') : failure('sandbox_failed', 'The tool box did not answer in time.'));
    };
    if (either.aborted) stop();
    else either.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => { either.removeEventListener('abort', stop); });
  });
}

function failure(code: GapCode, message: string): CodedError {
  return new CodedError(code, message);
}
