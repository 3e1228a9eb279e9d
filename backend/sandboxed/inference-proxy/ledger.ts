import { PROXY_LIMITS } from './proxy-limits.ts';
import { Refusal } from './refusal.ts';
import type { Usage } from './usage-reader.ts';

export interface LedgerTotals {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly requests: number;
}

/** What is set aside for a request that is on its way. */
export interface Reservation {
  readonly answerTokens: number;
  /** Replaces what was set aside by what it cost; null: it never reached the provider. Later calls do nothing. */
  settle(usage: Usage | null): void;
}

/** Counts requests and tokens of a run against its budget. */
export class Ledger {
  readonly #budget: number;
  #attempts = 0;
  #current = 0;
  #reserved = 0;
  #totals: LedgerTotals = { inputTokens: 0, outputTokens: 0, requests: 0 };

  constructor(budgetTokens: number) {
    this.#budget = budgetTokens;
  }

  get totals(): LedgerTotals {
    return this.#totals;
  }

  /**
   * Counts an attempt, whatever becomes of it.
   * @throws Refusal `requests_exhausted`
   */
  attempt(): void {
    this.#attempts += 1;
    if (this.#attempts > PROXY_LIMITS.requests) throw new Refusal('requests_exhausted');
  }

  /**
   * Sets aside the longest answer that the rest of the budget allows.
   * @throws Refusal `busy`, `budget_exhausted`
   */
  reserve(): Reservation {
    if (this.#current >= PROXY_LIMITS.concurrent) throw new Refusal('busy');
    const rest = this.#budget - this.#totals.inputTokens - this.#totals.outputTokens - this.#reserved;
    // What others have set aside comes back; what was spent doesn't.
    if (rest < PROXY_LIMITS.leastAnswerTokens) throw new Refusal(this.#reserved > 0 ? 'busy' : 'budget_exhausted');
    const answerTokens = Math.min(rest, PROXY_LIMITS.answerTokens);
    this.#reserved += answerTokens;
    this.#current += 1;
    return { answerTokens, settle: this.#settler(answerTokens) };
  }

  #settler(answerTokens: number): Reservation['settle'] {
    let isOpen = true;
    return (usage) => {
      if (!isOpen) return;
      isOpen = false;
      this.#reserved -= answerTokens;
      this.#current -= 1;
      if (usage === null) return;
      const { inputTokens, outputTokens, requests } = this.#totals;
      this.#totals = { inputTokens: inputTokens + usage.inputTokens, outputTokens: outputTokens + usage.outputTokens, requests: requests + 1 };
    };
  }
}
