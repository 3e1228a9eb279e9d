import { CodedError } from '../../../core/coded-error.ts';
import type { TokenUsage } from '../../../core/review/review.ts';
import { AGENT_LOOP_LIMITS } from './review-limits.ts';

/** What a review may use of its model. */
export interface AgentBudget {
  /** Input and output of all requests together, as the provider counts. */
  readonly tokens: number;
  /** Requests. */
  readonly turns: number;
}

const NOTHING_USED: TokenUsage = { inputTokens: 0, outputTokens: 0, requests: 0 };

/** Rough, and on the safe side for code. */
const CHARACTERS_PER_TOKEN = 3;

/** Counts what was used, and foresees what the next request takes: a conversation is sent anew each time. */
export class BudgetCounter {
  readonly #budget: AgentBudget;
  #usage = NOTHING_USED;
  /** Size of the conversation as it was last counted, and of what was added to it since. */
  #context = 0;
  #added = 0;

  constructor(budget: AgentBudget) {
    this.#budget = budget;
  }

  get usage(): TokenUsage {
    return this.#usage;
  }

  get turnsLeft(): number {
    return this.#budget.turns - this.#usage.requests;
  }

  get tokensLeft(): number {
    return this.#budget.tokens - this.#usage.inputTokens - this.#usage.outputTokens;
  }

  /** Text that goes into the conversation. */
  add(characters: number): void {
    this.#added += Math.ceil(characters / CHARACTERS_PER_TOKEN);
  }

  count(usage: TokenUsage): void {
    this.#usage = {
      inputTokens: this.#usage.inputTokens + usage.inputTokens,
      outputTokens: this.#usage.outputTokens + usage.outputTokens,
      // One answer is one turn, however often it was asked for.
      requests: this.#usage.requests + 1,
    };
    this.#context = usage.inputTokens + usage.outputTokens;
    this.#added = 0;
  }

  /** Time to hand in: a request to write the report and one to mend it must still fit. */
  isClosing(): boolean {
    return this.turnsLeft <= AGENT_LOOP_LIMITS.closingTurns || this.tokensLeft < 3 * this.#nextInput() + AGENT_LOOP_LIMITS.outputTokens / 2;
  }

  /** The most that the next answer may take. @throws CodedError `budget_exhausted` when there is none */
  nextOutput(): number {
    const left = this.tokensLeft - this.#nextInput();
    if (this.turnsLeft <= 0) throw exhausted(`${this.#budget.turns} turns`);
    if (left < 1) throw exhausted(`${this.#budget.tokens} tokens`);
    return Math.min(left, AGENT_LOOP_LIMITS.outputTokens);
  }

  #nextInput(): number {
    return this.#context + this.#added;
  }
}

function exhausted(amount: string): CodedError {
  return new CodedError('budget_exhausted', `${amount} were used before the report was handed in`);
}
