import type { Readable, Writable } from 'node:stream';
import { BASE_TREE, HEAD_TREE } from '../protocol/mounts.ts';
import { toolRequestSchema } from '../protocol/tool-box-messages.ts';
import { TOOL_LIMITS } from '../protocol/tool-limits.ts';
import { answerToolCall } from './answer-tool-call.ts';
import type { Trees } from './diff-file.ts';

export interface ToolBoxStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Answers requests, one line of JSON each, with one line each, until the input ends. One after the other: a second one
 * waits. Returns the exit status: 0 at the end of the input, 2 for a line that is no request.
 */
export async function runToolBox(streams: ToolBoxStreams = { input: process.stdin, output: process.stdout }, trees: Trees = { head: HEAD_TREE, base: BASE_TREE }): Promise<number> {
  for await (const line of requestLines(streams.input)) {
    const request = toolRequestSchema.safeParse(parse(line));
    if (!request.success) return 2;
    const { id, call } = request.data;
    await write(streams.output, `${JSON.stringify({ id, ...answerToolCall(trees, call) })}\n`);
  }
  return 0;
}

function parse(line: string | null): unknown {
  if (line === null) return undefined;
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Lines of the input; null for one that is too long. What has no line feed at the end is no request. */
async function* requestLines(input: Readable): AsyncGenerator<string | null> {
  let rest = '';
  input.setEncoding('utf8');
  for await (const chunk of input) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > TOOL_LIMITS.requestBytes) yield null;
  }
}

async function write(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await new Promise<void>((resolve) => output.once('drain', resolve));
}
