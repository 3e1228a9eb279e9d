import type { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import type { GapCode } from '../../core/gap-code.ts';
import type { Box } from './box.ts';

/**
 * The messages that a box writes, one a line.
 * @throws CodedError `sandbox_failed` for a line that isn't one, and what `lines()` throws
 */
export async function* readMessages<T>(box: Box, schema: z.ZodType<T>): AsyncIterable<T> {
  for await (const line of box.lines()) {
    const message = schema.safeParse(parseLine(line));
    if (!message.success) throw new CodedError<GapCode>('sandbox_failed', 'A program in the sandbox did not keep to its messages.');
    yield message.data;
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Why a program ended that had more to say. */
export async function toEndError(box: Box, program: string): Promise<CodedError> {
  const { status, isOutOfMemory } = await box.ended();
  if (isOutOfMemory) return new CodedError<GapCode>('sandbox_out_of_memory', `${program} needed more memory than the sandbox has.`);
  return new CodedError<GapCode>('sandbox_failed', `${program} ended before it was done (status ${status}).`);
}
