import { z } from 'zod';
import { TOOL_LIMITS } from './tool-limits.ts';

const path = z.string().max(1024);
const count = z.number().int().min(0).max(10_000_000);

/** The calls of `ports/sandbox.ts`, one to one. */
export const toolCallSchema = z.discriminatedUnion('tool', [
  z.strictObject({ tool: z.literal('list'), path, depth: count }),
  z.strictObject({ tool: z.literal('read'), path, line: count, lines: count, tree: z.enum(['head', 'base']) }),
  z.strictObject({ tool: z.literal('search'), text: z.string().max(TOOL_LIMITS.searchCharacters), path }),
  z.strictObject({ tool: z.literal('diff'), path }),
]);
export type BoxedCall = z.infer<typeof toolCallSchema>;

export const toolRequestSchema = z.strictObject({ id: count, call: toolCallSchema });

/** `text` may be longer than `answerBytes` by what escapes and the note on the cut take. */
export const toolAnswerSchema = z.strictObject({ id: count, text: z.string().max(2 * TOOL_LIMITS.answerBytes), isError: z.boolean(), isCut: z.boolean() });
export type BoxedAnswer = z.infer<typeof toolAnswerSchema>;
