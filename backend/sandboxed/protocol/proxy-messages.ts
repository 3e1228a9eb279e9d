import { z } from 'zod';

/** Where the volume with the proxy's socket is mounted: writable for the proxy, read-only for the agent. */
export const PROXY_FOLDER = '/run/inference';
export const PROXY_SOCKET = `${PROXY_FOLDER}/proxy.sock`;

const count = z.number().int().nonnegative();

/** The first line that the proxy reads. The key is nowhere else: not in the container's settings, its environment or a file. */
export const proxyOrderSchema = z.strictObject({
  /** Random, for this run alone: what the agent shows instead of a key. */
  token: z.string().regex(/^[A-Za-z0-9_-]{32,128}$/),
  key: z.string().regex(/^[\x21-\x7e]{1,500}$/),
  provider: z.enum(['anthropic', 'openai']),
  /** Origin and, where needed, a path in front of `/v1/…`; without a slash at its end. */
  upstream: z.url({ protocol: /^https?$/ }).max(2048),
  models: z.array(z.string().min(1).max(200)).min(1).max(8),
  budgetTokens: count.min(1),
  /** After that the proxy ends by itself. */
  seconds: count.min(1).max(86_400),
  /** Whether the end of its input ends it: then it doesn't outlive the process that started it. */
  endsWithInput: z.boolean(),
});
export type ProxyOrder = z.infer<typeof proxyOrderSchema>;

/** What the proxy says, one line each; nothing of it repeats text of a request or an answer. */
export const proxyMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('listening') }),
  /** Sums since its start, after each request that reached the provider. */
  z.strictObject({ kind: z.literal('usage'), inputTokens: count, outputTokens: count, requests: count }),
  z.strictObject({ kind: z.literal('refused'), code: z.string().max(64) }),
  /** A status of the provider other than 2xx; 0 when it could not be reached. */
  z.strictObject({ kind: z.literal('upstream'), status: count.max(999) }),
  z.strictObject({ kind: z.literal('failed'), code: z.enum(['order_malformed', 'socket_failed']) }),
]);
export type ProxyMessage = z.infer<typeof proxyMessageSchema>;
