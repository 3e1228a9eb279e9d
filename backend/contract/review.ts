import { z } from 'zod';
import { codeSchema } from './codes.ts';

const riskSchema = z.enum(['critical', 'high', 'medium', 'low', 'info']);
export type WireRisk = z.infer<typeof riskSchema>;

const agentSchema = z.enum(['static', 'builtin', 'claude', 'codex']);
export type WireAgent = z.infer<typeof agentSchema>;

const providerSchema = z.enum(['anthropic', 'openai', 'local']);
export type WireProvider = z.infer<typeof providerSchema>;

const commitSchema = z.string().regex(/^[0-9a-f]{40}$/);

const findingSchema = z.object({
  rule: z.string(),
  severity: riskSchema,
  file: z.string().nullable(),
  line: z.number().nullable(),
  endLine: z.number().nullable(),
  message: z.string(),
  evidence: z.string(),
  recommendation: z.string(),
  source: z.enum(['static', 'agent']),
});
export type WireFinding = z.infer<typeof findingSchema>;

const usageSchema = z.object({ inputTokens: z.number(), outputTokens: z.number(), requests: z.number() });

/** A review without its findings and report: rows of the history. */
export const reviewSummarySchema = z.object({
  id: z.string(),
  endedAt: z.string(),
  server: z.string().nullable(),
  title: z.string(),
  project: z.string().nullable(),
  directory: z.string().nullable(),
  mode: z.enum(['full', 'differential']),
  head: z.string().nullable(),
  base: z.string().nullable(),
  agent: agentSchema,
  model: z.string().nullable(),
  ruleSet: z.string(),
  risk: riskSchema,
  labels: z.array(z.string()),
  conclusion: z.enum(['failure', 'neutral', 'success']),
  findingCounts: z.record(riskSchema, z.number()),
  durationMs: z.number(),
});
export type WireReviewSummary = z.infer<typeof reviewSummarySchema>;

/** `GET /api/reviews?subject=&offset=&limit=` (limit at most 100), newest first. */
export const reviewPageSchema = z.object({ total: z.number(), offset: z.number(), reviews: z.array(reviewSummarySchema) });
export type WireReviewPage = z.infer<typeof reviewPageSchema>;

/** `GET /api/reviews/:id`. `skipped` holds at most 500; `skippedCount` counts all. */
export const reviewSchema = reviewSummarySchema.extend({
  findings: z.array(findingSchema),
  coverage: z.object({ files: z.number(), bytes: z.number(), skipped: z.array(z.object({ file: z.string(), reason: z.string() })), skippedCount: z.number() }),
  commits: z.array(z.object({ commit: z.string(), date: z.string(), author: z.string(), subject: z.string() })),
  isBaseAncestor: z.boolean().nullable(),
  changedFileCount: z.number(),
  usage: usageSchema.nullable(),
  /** In US dollars; null where no price is known. */
  cost: z.number().nullable(),
  /** Markdown from outside: rendered without raw HTML, pictures or live links. */
  report: z.string(),
});
export type WireReview = z.infer<typeof reviewSchema>;

/** `GET /api/reviews/compare?older=&newer=`: findings are the same by rule, file and evidence, whatever their line. */
export const reviewComparisonSchema = z.object({
  older: reviewSummarySchema,
  newer: reviewSummarySchema,
  added: z.array(findingSchema),
  removed: z.array(findingSchema),
  unchanged: z.array(findingSchema),
});
export type WireReviewComparison = z.infer<typeof reviewComparisonSchema>;

/** `GET /api/reviews/:id/files/:name`: one of the four files. */
export const REVIEW_FILES = ['report.md', 'labels.txt', 'findings.sarif', 'review.json'] as const;
export type ReviewFileName = (typeof REVIEW_FILES)[number];
export const reviewFileSchema = z.object({ fileName: z.string(), text: z.string() });

/** What to review: a row of the image grid, or a server of the catalog. */
const targetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('image'), key: z.string().min(1).max(1000) }),
  z.object({ kind: z.literal('server'), name: z.string().min(1).max(200) }),
]);
export type WireReviewTarget = z.infer<typeof targetSchema>;

/** The body of `POST /api/jobs` for a review. `base` null: full. */
export const reviewRequestSchema = z.object({
  kind: z.literal('review'),
  target: targetSchema,
  base: commitSchema.nullable(),
  agent: agentSchema,
  provider: providerSchema.nullable(),
  model: z.string().min(1).max(200).nullable(),
  budgetTokens: z.number().int().min(1_000).max(20_000_000),
  timeoutSeconds: z.number().int().min(10).max(7_200),
});
export type WireReviewRequest = z.infer<typeof reviewRequestSchema>;

/** Where a running review is; part of a job of kind `review`. */
export const reviewProgressSchema = z.object({
  title: z.string(),
  head: z.string().nullable(),
  base: z.string().nullable(),
  agent: agentSchema,
  step: z.enum(['waiting', 'fetching', 'analysing', 'reading', 'reporting', 'ended']),
  /** A sentence for people, e.g. `Receiving objects 45 %`. */
  detail: z.string(),
  filesRead: z.number(),
  findings: z.number(),
  usage: usageSchema.nullable(),
  cost: z.number().nullable(),
  /** The finished review; null until then. */
  reviewId: z.string().nullable(),
});
export type WireReviewProgress = z.infer<typeof reviewProgressSchema>;

const agentOptionSchema = z.object({
  agent: agentSchema,
  state: z.enum(['ready', 'modelMissing', 'keyMissing', 'imageMissing']),
  /** Where the source text goes: `nothing` leaves, or the host. Null host: it stays on this machine. */
  leavesTo: z.string().nullable(),
  provider: providerSchema.nullable(),
  model: z.string().nullable(),
  /** The command that builds the agent's image, and how large it gets; null unless `imageMissing`. */
  command: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  /** What the model costs, in US dollars a million tokens; null or absent where no price is known. */
  price: z.object({ inputPerMillion: z.number(), outputPerMillion: z.number() }).nullable().optional(),
});
export type WireAgentOption = z.infer<typeof agentOptionSchema>;

/** `POST /api/review-options` with a target: what the dialog offers. */
export const reviewOptionsRequestSchema = z.object({ target: targetSchema });
export const reviewOptionsSchema = z.object({
  title: z.string(),
  server: z.string().nullable(),
  project: z.string(),
  directory: z.string().nullable(),
  head: commitSchema,
  /** Where the head comes from. */
  headOrigin: z.enum(['label', 'pin']),
  /** What the review may be compared with, the proposed one first; empty: only a full review. */
  bases: z.array(z.object({ commit: commitSchema, why: z.enum(['lastReviewed', 'installed', 'pinned', 'earlierPin']), date: z.string().nullable() })),
  agents: z.array(agentOptionSchema),
  budgetTokens: z.number(),
  timeoutSeconds: z.number(),
  /** Null when reviews can run; else why not. */
  sandboxError: z.object({ code: codeSchema, message: z.string(), hint: z.string() }).nullable(),
});
export type WireReviewOptions = z.infer<typeof reviewOptionsSchema>;

/** The last review of a row's server; part of an image row. */
export const rowReviewSchema = z.object({ id: z.string(), risk: riskSchema, endedAt: z.string(), head: z.string().nullable(), isForThisRevision: z.boolean() });
export type WireRowReview = z.infer<typeof rowReviewSchema>;

/** `GET /api/model-settings`; a key is never read back. */
export const modelSettingsSchema = z.object({
  provider: providerSchema.nullable(),
  model: z.string().nullable(),
  /** Base URL of the local endpoint; the Docker Model Runner's by default. */
  localUrl: z.string(),
  keys: z.object({ anthropic: z.enum(['none', 'environment', 'memory', 'stored']), openai: z.enum(['none', 'environment', 'memory', 'stored']) }),
  budgetTokens: z.number(),
  timeoutSeconds: z.number(),
  cache: z.object({ sources: z.number(), bytes: z.number() }),
});
export type WireModelSettings = z.infer<typeof modelSettingsSchema>;

/** Body of `PUT /api/model-settings`. */
export const modelSettingsRequestSchema = z.object({
  provider: providerSchema.nullable(),
  model: z.string().min(1).max(200).nullable(),
  localUrl: z.string().min(1).max(500),
  budgetTokens: z.number().int().min(1_000).max(20_000_000),
  timeoutSeconds: z.number().int().min(10).max(7_200),
});
export type WireModelSettingsRequest = z.infer<typeof modelSettingsRequestSchema>;

/** Body of `PUT /api/model-keys`; `key` null forgets it. `DELETE /api/sources` empties the source cache. */
export const modelKeyRequestSchema = z.object({ provider: z.enum(['anthropic', 'openai']), key: z.string().min(8).max(500).nullable(), keep: z.enum(['memory', 'stored']) });
export type WireModelKeyRequest = z.infer<typeof modelKeyRequestSchema>;
