import { z } from 'zod';
import { codeSchema } from './codes.ts';
import { reviewProgressSchema, reviewRequestSchema, rowReviewSchema } from './review.ts';
import { verificationSchema } from './verification.ts';

/** Every error answer: never a stack, never a secret. */
export const errorSchema = z.object({ code: codeSchema, message: z.string(), hint: z.string() });
export type WireError = z.infer<typeof errorSchema>;

const problemSchema = z.object({ server: z.string(), file: z.string(), line: z.number().nullable(), code: codeSchema, detail: z.string() });

export const catalogStatusSchema = z.object({
  state: z.enum(['absent', 'loading', 'ready', 'stale', 'failed', 'rewritten']),
  source: z.string(),
  fetchedAt: z.string().nullable(),
  head: z.string().nullable(),
  serverCount: z.number(),
  problems: z.array(problemSchema),
  phase: z.string().nullable(),
  percent: z.number().nullable(),
  error: errorSchema.nullable(),
  pendingHead: z.string().nullable(),
});
export type WireCatalogStatus = z.infer<typeof catalogStatusSchema>;

/** `GET /api/status`. */
export const statusSchema = z.object({
  version: z.string(),
  /** In the sample world nothing is about this machine's images. */
  world: z.enum(['real', 'sample']),
  /** True when the panel may offer a switch to the samples. */
  samplesAvailable: z.boolean(),
  offline: z.boolean(),
  engine: z.object({
    state: z.enum(['ready', 'absent', 'failed']),
    name: z.string().nullable(),
    version: z.string().nullable(),
    store: z.enum(['classic', 'containerd', 'layout']).nullable(),
    endpoint: z.string().nullable(),
    error: errorSchema.nullable(),
  }),
  catalog: catalogStatusSchema,
  store: z.object({ state: z.enum(['ok', 'rebuilt', 'memoryOnly']), movedTo: z.string().nullable(), bytes: z.number(), facts: z.number() }),
});
export type WireStatus = z.infer<typeof statusSchema>;

/** A row of `GET /api/images`; `verification` is null until it was checked once (facts are stored). */
export const imageRowSchema = z.object({
  /** Stable key of the row: repository and digest (or id). */
  key: z.string(),
  reference: z.string(),
  repository: z.string(),
  tags: z.array(z.string()),
  id: z.string(),
  digest: z.string().nullable(),
  createdAt: z.string().nullable(),
  sizeBytes: z.number(),
  /** Why the image is listed. */
  listedFor: z.enum(['catalog', 'namespace', 'label']),
  server: z.object({ name: z.string(), title: z.string(), icon: z.string().nullable() }).nullable(),
  labelRevision: z.string().nullable(),
  publisher: verificationSchema.shape.publisher,
  verification: verificationSchema.nullable(),
  /** The last review of its server; null where there is none. */
  review: rowReviewSchema.nullable(),
});
export type WireImageRow = z.infer<typeof imageRowSchema>;

/** `GET /api/images?offset=&limit=` (limit at most 200). `total` counts all rows. */
export const imagePageSchema = z.object({ total: z.number(), offset: z.number(), rows: z.array(imageRowSchema) });
export type WireImagePage = z.infer<typeof imagePageSchema>;

/** Body of `POST /api/jobs`. `keys` are row keys; `all` verifies every listed image. `fresh` ignores stored facts. */
export const jobRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('verify'), keys: z.array(z.string()).max(5000).nullable(), fresh: z.boolean().default(false) }),
  z.object({ kind: z.literal('refreshCatalog') }),
  reviewRequestSchema,
]);
export type WireJobRequest = z.infer<typeof jobRequestSchema>;

/** `GET /api/jobs/:id?since=n`: events from number n on (at most 100 an answer; ask again while `next` grows). */
export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['verify', 'refreshCatalog', 'review']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: z.string(),
  total: z.number(),
  done: z.number(),
  /** Keys being checked at this moment. */
  active: z.array(z.string()),
  message: z.string(),
  /** Only of a review. */
  review: reviewProgressSchema.nullable(),
  error: errorSchema.nullable(),
  next: z.number(),
  events: z.array(z.object({ number: z.number(), key: z.string(), verification: verificationSchema.nullable(), error: errorSchema.nullable() })),
});
export type WireJob = z.infer<typeof jobSchema>;

/** `GET /api/jobs`: running and recently ended jobs, newest first, without events. */
export const jobListSchema = z.object({ jobs: z.array(jobSchema.omit({ events: true, next: true })) });
export type WireJobList = z.infer<typeof jobListSchema>;

export const trustedKeySchema = z.object({
  name: z.string(),
  fingerprint: z.string(),
  pem: z.string(),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  origin: z.enum(['builtIn', 'configured', 'accepted', 'candidate']),
});
export type WireTrustedKey = z.infer<typeof trustedKeySchema>;

/** What a person may change in settings. `registryToken` is write-only: reading tells only whether one is kept. */
export const settingsSchema = z.object({
  catalog: z.object({ source: z.string(), branch: z.string() }),
  signatures: z.object({ repository: z.string(), images: z.array(z.string()), require: z.enum(['one', 'all']), strictReference: z.boolean() }),
  mirrors: z.array(z.object({ of: z.string(), at: z.string(), plainHttp: z.boolean(), authoritative: z.boolean() })),
  offline: z.boolean(),
  proxy: z.object({ https: z.string().nullable(), http: z.string().nullable(), noProxy: z.string().nullable() }),
  certificateAuthority: z.string().nullable(),
  registryAuth: z.array(z.object({ registry: z.string(), username: z.string(), hasToken: z.boolean(), token: z.string().optional() })),
  publishers: z.array(z.object({ owner: z.string(), name: z.string(), evidence: z.string() })),
  /** Load server icons from the internet. Default false: letter tiles. */
  remoteIcons: z.boolean(),
});
export type WireSettings = z.infer<typeof settingsSchema>;

/** `GET /api/settings`. */
export const settingsAnswerSchema = z.object({
  settings: settingsSchema,
  keys: z.array(trustedKeySchema),
  builtInPublishers: settingsSchema.shape.publishers,
  trustedRoot: z.object({ source: z.string(), date: z.string(), logs: z.array(z.string()) }),
});
export type WireSettingsAnswer = z.infer<typeof settingsAnswerSchema>;

