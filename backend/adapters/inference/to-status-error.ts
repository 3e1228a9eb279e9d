import { z } from 'zod';
import type { CodedError } from '../../core/coded-error.ts';
import type { ExchangeAnswer } from './inference-exchange.ts';
import { inferenceError } from './inference-error.ts';

/** Types and codes of errors that may be shown: the rest of the text is the other side's, and could repeat the key. */
const SHOWN: ReadonlySet<string> = new Set([
  'invalid_request_error', 'authentication_error', 'permission_error', 'not_found_error', 'request_too_large', 'rate_limit_error', 'api_error',
  'overloaded_error', 'timeout_error', 'billing_error', 'model_not_found', 'context_length_exceeded', 'exceed_context_size_error', 'unsupported_parameter',
  'unsupported_value', 'insufficient_quota', 'server_error', 'enforced_spend_limit_reached',
]);

/** A 429 that no waiting mends: the account has no money, or a limit on it. */
const SPENT: ReadonlySet<string> = new Set(['insufficient_quota', 'billing_error', 'enforced_spend_limit_reached']);

const name = z.string().nullish().catch(null);
const errorSchema = z.object({ error: z.object({ type: name, code: name, details: z.object({ error_code: name }).nullish().catch(null) }) });

/** What a status other than 200 means. `retryable` where the same request may be answered later. */
export function toStatusError({ status, body }: ExchangeAnswer, host: string): CodedError {
  const error = errorSchema.safeParse(body).data?.error;
  const names = [error?.type, error?.code, error?.details?.error_code].filter((found) => typeof found === 'string' && SHOWN.has(found));
  const detail = [`${host} answered ${status}`, ...new Set(names)].join(' ');
  if (status === 401 || status === 403) return inferenceError('inference_unauthorized', detail);
  if (status === 429) return inferenceError('inference_rate_limited', detail, { retryable: !names.some((found) => SPENT.has(found ?? '')) });
  if (status >= 300 && status < 400) return inferenceError('inference_bad_answer', `${host} answered with a redirect, which is not followed`);
  // 529: overloaded (Anthropic API, errors).
  return inferenceError('inference_unavailable', detail, { retryable: status >= 500 || status === 408 || status === 409 });
}
