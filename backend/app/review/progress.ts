import type { WireReviewProgress } from '../../contract/review.ts';
import { estimateCost } from '../../core/review/model-price.ts';
import type { TokenUsage } from '../../core/review/review.ts';
import type { SandboxProgress } from '../../ports/sandbox.ts';
import type { ReviewCall, ReviewOrder } from './review-order.ts';
import type { ModelEndpoint } from './reviewing.ts';

/** Tells where a review is: what is not said again stays as it was. */
export interface ProgressTeller {
  tell(change: Partial<WireReviewProgress>): void;
  /** A listener for one step of the sandbox. */
  during(step: WireReviewProgress['step']): (progress: SandboxProgress) => void;
}

/** The progress of an order before anything happened. */
export function firstProgress({ target, agent }: Pick<ReviewOrder, 'target' | 'agent'>): WireReviewProgress {
  const { source, title } = target;
  const isGit = source.kind === 'git';
  return {
    title, agent, head: isGit ? source.head : null, base: isGit ? source.base : null,
    step: 'waiting', detail: '', filesRead: 0, findings: 0, usage: null, cost: null, reviewId: null,
  };
}

/** Starts with nothing done. */
export function createProgressTeller(order: ReviewOrder, { onProgress }: ReviewCall): ProgressTeller {
  let progress = firstProgress(order);
  const tell = (change: Partial<WireReviewProgress>): void => {
    progress = { ...progress, ...change };
    onProgress(progress);
  };
  return {
    tell,
    during: (step) => ({ step: detail, filesRead, usage }) => {
      tell({ step, detail, filesRead, ...(usage === null ? {} : { usage: { ...usage }, cost: costOf(order.endpoint, usage) }) });
    },
  };
}

/** A local model costs nothing but time. */
function costOf(endpoint: ModelEndpoint | null, usage: TokenUsage): number | null {
  if (endpoint === null) return null;
  return endpoint.provider === 'local' ? 0 : estimateCost(endpoint.model, usage);
}
