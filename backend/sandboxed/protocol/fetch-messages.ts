import { z } from 'zod';
import { SOURCE_LIMITS } from './limits.ts';

/** What the fetch program keeps to beside `SOURCE_LIMITS`. */
export const FETCH_LIMITS = {
  /** Larger files are left out: nobody in a review reads them, and servers that know filters never send them. */
  fileBytes: 16 * 1024 * 1024,
  /** What git may keep while it fetches the trees of head and base: it lies in memory, beside git itself. */
  packBytes: 320 * 1024 * 1024,
  /** Likewise for commits without trees. */
  historyBytes: 128 * 1024 * 1024,
  timeoutMs: 300_000,
  historyMs: 90_000,
  /** Items of a list in one message. A path is at most 1 KiB, and JSON makes at most six characters of a byte. */
  itemsInMessage: 200,
  textCharacters: 200,
} as const;

const commit = z.string().regex(/^[0-9a-f]{40}$/);
const count = z.number().int().nonnegative();
/** Longer than `SOURCE_LIMITS.pathBytes`, as a path that is too long is named as well. */
const path = z.string().min(1).max(SOURCE_LIMITS.pathBytes * 2);
const text = z.string().max(1024);

const wantedSchema = z.strictObject({
  project: z.string().max(1024),
  head: commit,
  base: commit.nullable(),
  directory: path.nullable(),
});

/** The one line that the program reads: fetch into the empty mount, or tell what an earlier fetch left in it. */
export const fetchRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fetch'),
    ...wantedSchema.shape,
    branch: z.string().max(255).nullable(),
    limits: z.strictObject({ treeBytes: count, files: count, packBytes: count, historyBytes: count, timeoutMs: count }),
    /** `https` alone; `file`, and `http` on loopback, are for tests. */
    protocols: z.array(z.enum(['https', 'http', 'file'])),
    proxy: z.strictObject({ httpsProxy: z.string().nullable(), httpProxy: z.string().nullable(), noProxy: z.string().nullable() }),
    /** Certificates to trust instead of the image's own, as PEM. */
    certificateAuthorities: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('recall'), ...wantedSchema.shape }),
]);

export type FetchRequest = Extract<z.infer<typeof fetchRequestSchema>, { kind: 'fetch' }>;
export type RecallRequest = Extract<z.infer<typeof fetchRequestSchema>, { kind: 'recall' }>;

const skipReason = z.enum([
  'binary', 'too_large', 'too_many_files', 'link_outside', 'not_regular', 'name_not_utf8', 'path_too_long', 'not_utf8',
  'unreadable', 'parse_timeout', 'parse_failed', 'lfs_pointer', 'submodule', 'time_limit', 'budget',
]);
const items = <T extends z.ZodType>(item: T) => z.array(item).max(FETCH_LIMITS.itemsInMessage);
const summary = z.strictObject({ commit, date: z.iso.datetime(), author: text, subject: text });

/** What the program says, one line each: lists first, `fetched` or `failed` last. */
export const fetchMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), step: text, files: count }),
  z.strictObject({ kind: z.literal('skipped'), files: items(z.strictObject({ file: path, reason: skipReason })) }),
  z.strictObject({ kind: z.literal('changed'), files: items(z.strictObject({ path, change: z.enum(['added', 'removed', 'modified']) })) }),
  z.strictObject({ kind: z.literal('commits'), commits: items(summary) }),
  z.strictObject({ kind: z.literal('fetched'), ...wantedSchema.shape, isBaseAncestor: z.boolean().nullable(), files: count, bytes: count, baseFiles: count, baseBytes: count }),
  z.strictObject({
    kind: z.literal('failed'),
    code: z.enum(['source_unreachable', 'source_commit_missing', 'source_directory_missing', 'source_too_large', 'source_malformed', 'git_missing']),
    message: text,
  }),
]);

export type FetchMessage = z.infer<typeof fetchMessageSchema>;
