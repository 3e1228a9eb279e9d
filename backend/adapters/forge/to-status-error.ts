import { z } from 'zod';
import type { CodedError } from '../../core/coded-error.ts';
import { forgeError } from './forge-error.ts';
import { FORGE_LIMITS } from './forge-limits.ts';

/** An answer that is a refusal. Header names are in lower case. */
export interface RefusedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

interface StatusContext {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How often this request was made, from 1. */
  readonly made: number;
}

const text = z.string().optional().catch(undefined);
const bodySchema = z.object({
  message: text,
  errors: z.array(z.union([z.string(), z.object({ message: text, resource: text, field: text, code: text })])).optional().catch(undefined),
});

/**
 * What a status of failure means (docs.github.com, REST API: troubleshooting, rate limits). `retryable` where the same
 * request may be answered later; `retryAt` where the forge says when.
 */
export function toStatusError(answer: RefusedAnswer, context: StatusContext): CodedError {
  const { status } = answer;
  const detail = [`status ${status}`, toReason(answer.body, context.token)].filter((part) => part !== '').join(': ');
  const waits = toRetryAt(answer, context);
  if (isRateLimit(answer)) return forgeError('forge_rate_limited', detail, { retryable: true, retryAt: waits ?? context.now + FORGE_LIMITS.secondaryWaitMs * 2 ** (context.made - 1) });
  if (status === 401) return forgeError('forge_unauthorized', detail);
  // A repository that the token may not see is answered as if it did not exist.
  if (status === 403 || status === 404) return forgeError('forge_forbidden', detail);
  if (status >= 500 || status === 408) return forgeError('forge_unavailable', detail, { retryable: true, ...(waits !== null && { retryAt: waits }) });
  return forgeError('forge_refused', detail);
}

/** A 403 says as little about rights as it says about limits: headers, or the words of a secondary limit, tell. */
function isRateLimit({ status, headers, body }: RefusedAnswer): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  const message = bodySchema.safeParse(body).data?.message ?? '';
  return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /\bsecondary rate limit|\babuse detection/i.test(message);
}

function toRetryAt({ headers }: RefusedAnswer, { now }: StatusContext): number | null {
  const seconds = toCount(headers['retry-after']);
  if (seconds !== null) return now + seconds * 1000;
  const date = typeof headers['retry-after'] === 'string' && /^[A-Z][a-z]{2}, /.test(headers['retry-after']) ? Date.parse(headers['retry-after']) : Number.NaN;
  if (!Number.isNaN(date)) return date;
  const reset = headers['x-ratelimit-remaining'] === '0' ? toCount(headers['x-ratelimit-reset']) : null;
  // One second more: the reset is given in whole seconds.
  return reset === null ? null : Math.max(now, reset * 1000) + 1000;
}

function toCount(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : null;
}

/** The API's reason as one line without controls and without the token, which a forge may repeat. */
function toReason(body: unknown, token: string): string {
  const answer = bodySchema.safeParse(body).data;
  const problems = (answer?.errors ?? []).map((problem) => (typeof problem === 'string' ? problem : (problem.message ?? [problem.resource, problem.field, problem.code].filter((part) => part !== undefined).join(' '))));
  const reason = [answer?.message ?? '', problems.join('; ')].filter((part) => part !== '').join(': ');
  const line = reason.replaceAll(token, '***').replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return Array.from(line).slice(0, FORGE_LIMITS.reasonCharacters).join('');
}
