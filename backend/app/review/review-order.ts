import type { Agent } from '../../core/review/review.ts';
import type { WireReviewProgress } from '../../contract/review.ts';
import type { ModelEndpoint } from './reviewing.ts';
import type { ResolvedTarget } from './target.ts';

/** A review that can be run: everything is decided. */
export interface ReviewOrder {
  readonly target: ResolvedTarget;
  readonly agent: Agent;
  /** Null for the rules alone. */
  readonly endpoint: ModelEndpoint | null;
  readonly budgetTokens: number;
  /** Wall clock for all of it, from fetching to the report. */
  readonly timeoutMs: number;
  /** Reviews anew what is stored already. */
  readonly isFresh: boolean;
}

export interface ReviewCall {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: WireReviewProgress) => void;
}
