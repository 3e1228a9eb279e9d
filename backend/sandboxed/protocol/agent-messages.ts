import { z } from 'zod';
import { AGENT_LIMITS } from './limits.ts';

/** The first line that the entry point of an agent's container reads. */
export const agentOrderSchema = z.strictObject({
  agent: z.enum(['claude', 'codex']),
  model: z.string().min(1).max(200),
  token: z.string().regex(/^[A-Za-z0-9_-]{32,128}$/),
  prompt: z.string().min(1).max(512 * 1024),
  systemPrompt: z.string().min(1).max(512 * 1024),
  hasBase: z.boolean(),
  /** The command line is ended then, and what it left is collected. */
  seconds: z.number().int().min(1).max(86_400),
});
export type AgentOrder = z.infer<typeof agentOrderSchema>;

/** Why a file of the agent was not taken. `missing` is the ordinary one; the others say that somebody tried something. */
export const FILE_PROBLEMS = ['missing', 'not_regular', 'linked', 'too_large', 'not_utf8', 'unreadable'] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** Base64 of at most so many bytes. */
const base64 = (bytes: number) => z.base64().max(Math.ceil(bytes / 3) * 4);

const collected = (bytes: number) =>
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('read'), content: base64(bytes) }),
    z.strictObject({ state: z.literal('refused'), problem: z.enum(FILE_PROBLEMS) }),
  ]);

/** What the entry point says. The command line's own words never get this far, and its exit status counts for nothing. */
export const agentMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started') }),
  z.strictObject({ kind: z.literal('reading'), files: z.number().int().nonnegative().max(1_000_000) }),
  z.strictObject({ kind: z.literal('left'), end: z.enum(['exited', 'time']), report: collected(AGENT_LIMITS.reportBytes), labels: collected(AGENT_LIMITS.labelsBytes) }),
  z.strictObject({ kind: z.literal('failed'), code: z.enum(['order_malformed', 'agent_missing', 'socket_missing']) }),
]);
export type AgentMessage = z.infer<typeof agentMessageSchema>;
export type CollectedFile = Extract<AgentMessage, { kind: 'left' }>['report'];
