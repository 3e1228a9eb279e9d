import { z } from 'zod';
import { RISK_LEVELS } from '../../core/review/risk.ts';
import { ANALYSIS_LIMITS, SOURCE_LIMITS } from './limits.ts';

/** Longest sentence of a finding. */
const MAXIMUM_MESSAGE = 1_000;
const MAXIMUM_NAMES = 5_000;
const MAXIMUM_NAME = 500;
/** The catalog's description is read for host names alone. */
const MAXIMUM_DESCRIPTION = 20_000;

const path = z.string().max(SOURCE_LIMITS.pathBytes * 4);
const count = z.int().nonnegative();
const names = z.array(z.string().max(MAXIMUM_NAME)).max(MAXIMUM_NAMES);

export const skippedFileSchema = z.strictObject({
  file: path,
  reason: z.enum([
    'binary', 'too_large', 'too_many_files', 'link_outside', 'not_regular', 'name_not_utf8', 'path_too_long', 'not_utf8',
    'unreadable', 'parse_timeout', 'parse_failed', 'lfs_pointer', 'submodule', 'time_limit', 'budget',
  ]),
});

export const findingSchema = z.strictObject({
  rule: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  severity: z.enum(RISK_LEVELS),
  file: path.nullable(),
  line: count.nullable(),
  endLine: count.nullable(),
  message: z.string().max(MAXIMUM_MESSAGE),
  evidence: z.string().max(ANALYSIS_LIMITS.evidenceCharacters * 2),
  recommendation: z.string().max(MAXIMUM_MESSAGE),
  source: z.literal('static'),
});

/** The one line that the program gets. */
export const analysisInputSchema = z.strictObject({
  mode: z.enum(['full', 'differential']),
  /** The server's folder in the tree; null for all of it. */
  directory: path.nullable(),
  /** Links out of the tree that the fetch left out. */
  linksOutside: z.array(path).max(SOURCE_LIMITS.skipped),
  context: z.strictObject({
    server: z.string().max(MAXIMUM_NAME).nullable(),
    title: z.string().max(MAXIMUM_NAME),
    description: z.string().max(MAXIMUM_DESCRIPTION),
    allowedHosts: names,
    otherServers: names,
  }),
});
export type AnalysisInput = z.infer<typeof analysisInputSchema>;

/**
 * One line of the program. Findings come as they are found, in no order that matters; `done` or `failed` is the last line.
 * The program has read hostile text: all of it is parsed again outside.
 */
export const analysisMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), files: count, bytes: count }),
  z.strictObject({ type: z.literal('finding'), finding: findingSchema }),
  z.strictObject({ type: z.literal('skipped'), skipped: skippedFileSchema }),
  z.strictObject({ type: z.literal('done'), ruleSet: z.string().max(100), files: count, bytes: count }),
  z.strictObject({ type: z.literal('failed'), code: z.enum(['source_directory_missing', 'source_malformed']) }),
]);
export type AnalysisMessage = z.infer<typeof analysisMessageSchema>;
