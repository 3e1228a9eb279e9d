import { CodedError } from '../../core/coded-error.ts';
import type { Clock } from '../../ports/clock.ts';
import { cancelled, forgeError } from './forge-error.ts';
import { FORGE_LIMITS } from './forge-limits.ts';

export interface RetrySettings {
  readonly clock: Clock;
  /** Ends early, by throwing or returning, when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

interface Attempts<Result> {
  /** `made` counts from 1. Throws CodedError. */
  readonly attempt: (made: number) => Promise<Result>;
  /** Tells whether the request may be made twice. What was refused for its rate was not done, and always may. */
  readonly isRepeatable: boolean;
}

/**
 * Repeats requests to one forge, in bounds that hold for all of them: how long one wait is, and all waits together. Once
 * the forge asked to wait, nothing is sent before that time: asking on while limited gets a client banned.
 */
export class RateGate {
  readonly #settings: RetrySettings;
  #closedUntil = 0;
  #waitedMs = 0;

  constructor(settings: RetrySettings) {
    this.#settings = settings;
  }

  /** @throws CodedError of the last attempt, `forge_rate_limited` without an attempt while the gate is closed, or `cancelled` */
  async run<Result>({ attempt, isRepeatable }: Attempts<Result>, signal: AbortSignal): Promise<Result> {
    for (let made = 1; ; made += 1) {
      await this.#pass(signal);
      try {
        return await attempt(made);
      } catch (error) {
        if (!(error instanceof CodedError) || !error.retryable) throw error;
        const isLimit = error.code === 'forge_rate_limited';
        if (isLimit) this.#closedUntil = Math.max(this.#closedUntil, error.retryAt ?? 0);
        if (made >= FORGE_LIMITS.attempts || !(isLimit || isRepeatable)) throw error;
        const wait = Math.max((error.retryAt ?? 0) - this.#settings.clock(), isLimit ? 0 : FORGE_LIMITS.backoffMs * 2 ** (made - 1));
        if (!this.#affords(wait)) throw error;
        await this.#wait(wait, signal);
      }
    }
  }

  async #pass(signal: AbortSignal): Promise<void> {
    const wait = this.#closedUntil - this.#settings.clock();
    if (wait <= 0) return;
    if (!this.#affords(wait)) throw forgeError('forge_rate_limited', `not asked again before ${new Date(this.#closedUntil).toISOString()}`, { retryable: true, retryAt: this.#closedUntil });
    await this.#wait(wait, signal);
  }

  #affords(wait: number): boolean {
    return wait <= FORGE_LIMITS.longestWaitMs && this.#waitedMs + wait <= FORGE_LIMITS.waitBudgetMs;
  }

  async #wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.#waitedMs += milliseconds;
    try {
      await this.#settings.sleep(milliseconds, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (signal.aborted) throw cancelled();
  }
}
