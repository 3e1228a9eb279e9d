import { CodedError } from '../../core/coded-error.ts';
import type { Clock } from '../../ports/clock.ts';
import { inferenceError } from './inference-error.ts';
import { INFERENCE_LIMITS } from './inference-limits.ts';

export interface RetrySettings {
  readonly clock: Clock;
  /** Ends early, by throwing or returning, when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Runs an attempt until it succeeds, fails for good, or was made `attempts` times. Waits twice as long each time, with
 * jitter, and at least as long as the provider asked (`retryAt`), unless that is beyond `longestWaitMs`.
 * @throws CodedError of the last attempt, or `cancelled`
 */
export async function withRetries<Result>({ clock, sleep }: RetrySettings, attempt: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  for (let made = 1; ; made += 1) {
    try {
      return await attempt();
    } catch (error) {
      // A model that was too slow once had all the time that one answer may take.
      const isWorthIt = error instanceof CodedError && error.retryable && error.code !== 'inference_timeout';
      if (!isWorthIt || made >= INFERENCE_LIMITS.attempts) throw error;
      const asked = error.retryAt === null ? 0 : error.retryAt - clock();
      if (asked > INFERENCE_LIMITS.longestWaitMs) throw error;
      await wait(Math.max(asked, backoff(made)), { sleep, signal });
    }
  }
}

/** Full jitter over the upper half: many reviews that failed together do not come back together. */
function backoff(made: number): number {
  const longest = Math.min(INFERENCE_LIMITS.backoffMs * 2 ** (made - 1), INFERENCE_LIMITS.longestBackoffMs);
  return Math.round(longest * (0.5 + Math.random() / 2));
}

async function wait(milliseconds: number, { sleep, signal }: Pick<RetrySettings, 'sleep'> & { readonly signal: AbortSignal }): Promise<void> {
  try {
    await sleep(milliseconds, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  if (signal.aborted) throw inferenceError('cancelled', 'Cancelled.');
}

/** Retry-After as seconds or as a date (RFC 9110, section 10.2.3), in milliseconds since the epoch; null for neither. */
export function parseRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d{1,6}$/.test(value)) return now + Number(value) * 1000;
  const date = /^[A-Z][a-z]{2}, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : date;
}
