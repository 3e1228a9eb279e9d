import { z } from 'zod';
import { analysisInputSchema, findingSchema } from '../protocol/analysis-messages.ts';

/** Findings of one file: every rule may report its share. */
const MAXIMUM_FINDINGS = 5_000;

/** What the parser's process is told: once what it must know of the project, then file after file. */
export const toParserSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('project'), context: analysisInputSchema.shape.context, namedHosts: z.array(z.string()), paths: z.array(z.string()) }),
  z.strictObject({ type: z.literal('file'), path: z.string(), text: z.string() }),
]);
export type ToParser = z.infer<typeof toParserSchema>;

/** Its process runs native code over hostile text: what it says is checked like anything from outside. */
export const fromParserSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('findings'), findings: z.array(findingSchema).max(MAXIMUM_FINDINGS) }),
]);
export type FromParser = z.infer<typeof fromParserSchema>;
