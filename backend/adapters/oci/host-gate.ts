import type { Clock } from '../../ports/clock.ts';
import { registryError } from './registry-error.ts';
import { REGISTRY_LIMITS } from './registry-limits.ts';

const DEFAULT_RETRY_MILLISECONDS = 60_000;
const MIN_RETRY_MILLISECONDS = 1000;
const MAX_RETRY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * Stands before one registry: lets a bounded number of requests through at a time, and none between a 429
 * and the time that the registry named.
 */
export class HostGate {
  readonly #registry: string;
  readonly #now: Clock;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #closedUntil = 0;

  constructor(registry: string, now: Clock) {
    this.#registry = registry;
    this.#now = now;
  }

  /**
   * Runs a request when its turn comes.
   * @throws CodedError `registry_rate_limited` at once while the registry asked to be left alone; what `request` throws
   */
  async pass<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    this.#assertOpen();
    if (this.#running < REGISTRY_LIMITS.connectionsPerHost) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      this.#assertOpen();
      return await request();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  /** Closes the gate after a 429. `retryAfter` is that header: seconds or an HTTP date. */
  close(retryAfter: string | undefined): void {
    const now = this.#now();
    const wait = toMilliseconds(retryAfter, now) ?? DEFAULT_RETRY_MILLISECONDS;
    const until = now + Math.min(Math.max(wait, MIN_RETRY_MILLISECONDS), MAX_RETRY_MILLISECONDS);
    this.#closedUntil = Math.max(this.#closedUntil, until);
  }

  #assertOpen(): void {
    if (this.#now() >= this.#closedUntil) return;
    const when = new Date(this.#closedUntil).toISOString();
    const options = { retryable: true, retryAt: this.#closedUntil };
    throw registryError('registry_rate_limited', `${this.#registry} limits requests; it is asked again from ${when} on.`, options);
  }
}

function toMilliseconds(retryAfter: string | undefined, now: number): number | null {
  if (retryAfter === undefined) return null;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? null : date - now;
}
