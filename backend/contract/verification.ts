import { z } from 'zod';
import { codeSchema } from './codes.ts';

/** Worst first: the order of tables and of the panel. */
export const VERDICTS = ['mismatch', 'indeterminate', 'unverified', 'outdated', 'verified'] as const;
export const verdictSchema = z.enum(VERDICTS);
export type VerdictName = z.infer<typeof verdictSchema>;

export const checkSchema = z.object({
  id: z.enum(['image', 'digest', 'signature', 'reference', 'claim', 'label', 'catalog', 'entry', 'pin']),
  state: z.enum(['passed', 'failed', 'unknown', 'notApplicable']),
  code: codeSchema.nullable(),
  /** One sentence for a person. */
  message: z.string(),
  /** What to do; empty when nothing is to be done. */
  hint: z.string(),
  /** Named values of the evidence view, e.g. `digest`, `key`, `log index`. */
  values: z.record(z.string(), z.string()),
  /** Shell commands that check this step by hand. */
  commands: z.array(z.string()),
});
export type WireCheck = z.infer<typeof checkSchema>;

const intervalSchema = z.object({ commit: z.string(), project: z.string(), from: z.string(), until: z.string().nullable() });
export type WirePinInterval = z.infer<typeof intervalSchema>;

/** One element of the array that `mcp-trust verify --format json` prints. */
export const verificationSchema = z.object({
  reference: z.string(),
  verdict: verdictSchema,
  /** The verdict in one sentence. */
  summary: z.string(),
  server: z.object({ name: z.string(), title: z.string(), icon: z.string().nullable() }).nullable(),
  image: z.object({ id: z.string().nullable(), digest: z.string().nullable(), platform: z.string().nullable() }),
  checks: z.array(checkSchema),
  revision: z.object({
    label: z.string().nullable(),
    claim: z.string().nullable(),
    pin: z.string().nullable(),
    /** Web address of the commit when the project is on a known forge; null otherwise. */
    url: z.string().nullable(),
  }),
  pin: z.object({
    state: z.enum(['current', 'former', 'never', 'none']),
    kind: z.enum(['superseded', 'withdrawn']).nullable(),
    pinsBehind: z.number().nullable(),
    daysBehind: z.number().nullable(),
    /** The pin history of the server, oldest first; empty when it has none. */
    history: z.array(intervalSchema),
  }),
  signature: z.object({
    state: z.enum(['verified', 'unsigned', 'invalid', 'indeterminate', 'notCheckable']),
    keyFingerprint: z.string().nullable(),
    keyName: z.string().nullable(),
    loggedAt: z.string().nullable(),
    rejected: z.array(z.object({ location: z.string(), code: codeSchema, detail: z.string() })),
    /** A published key that nobody accepted yet made the signature: its fingerprint. */
    newKeyFingerprint: z.string().nullable(),
  }),
  publisher: z.object({
    level: z.enum(['known', 'community', 'unknown']),
    name: z.string().nullable(),
    builtBy: z.enum(['docker', 'publisher', 'unknown']),
    evidence: z.array(z.string()),
  }),
  catalogFetchedAt: z.string().nullable(),
  /** When the facts were fetched (not when the verdict was computed), ISO 8601 UTC. */
  checkedAt: z.string(),
});
export type Verification = z.infer<typeof verificationSchema>;
