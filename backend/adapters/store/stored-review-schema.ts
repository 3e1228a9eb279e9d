import { z } from 'zod';
import { AGENTS, type Review } from '../../core/review/review.ts';
import { RISK_LEVELS } from '../../core/review/risk.ts';
import type { ReviewSummary } from '../../core/review/summarize-review.ts';

const risk = z.enum(RISK_LEVELS);
const conclusion = z.enum(['failure', 'neutral', 'success']);
const text = z.string();
const nullableText = text.nullable();
const count = z.number().nonnegative();
const mode = z.enum(['full', 'differential']);

const finding = z.object({
  rule: text, severity: risk, file: nullableText, line: count.nullable(), endLine: count.nullable(),
  message: text, evidence: text, recommendation: text, source: z.enum(['static', 'agent']),
});

const skipReason = z.enum([
  'binary', 'too_large', 'too_many_files', 'link_outside', 'not_regular', 'name_not_utf8', 'path_too_long', 'not_utf8', 'unreadable',
  'parse_timeout', 'parse_failed', 'lfs_pointer', 'submodule', 'time_limit', 'budget',
]);

const scope = z.object({
  mode, project: nullableText, head: nullableText, base: nullableText, directory: nullableText,
  commits: z.array(z.object({ commit: text, date: text, author: text, subject: text })),
  isBaseAncestor: z.boolean().nullable(),
  changedFiles: z.array(z.object({ path: text, change: z.enum(['added', 'removed', 'modified']) })),
});

const shared = {
  server: nullableText, title: text, agent: z.enum(AGENTS), model: nullableText, ruleSet: text, risk, labels: z.array(text), conclusion, durationMs: count,
};

/** A review as it is stored. What does not parse counts as absent. */
export const storedReviewSchema: z.ZodType<Review> = z.object({
  ...shared,
  scope,
  findings: z.array(finding),
  coverage: z.object({ files: count, bytes: count, skipped: z.array(z.object({ file: text, reason: skipReason })) }),
  usage: z.object({ inputTokens: count, outputTokens: count, requests: count }).nullable(),
  report: text,
});

/** Its summary, which is read for lists. */
export const storedSummarySchema: z.ZodType<ReviewSummary> = z.object({
  ...shared, project: nullableText, directory: nullableText, mode, head: nullableText, base: nullableText, findingCounts: z.record(risk, count),
});
