import type { WireReviewProgress, WireReviewRequest } from '../../contract/review.ts';
import type { JobWork } from '../jobs/job.ts';
import type { World } from '../world.ts';
import { chooseEndpoint } from './choose-endpoint.ts';
import type { ModelKeeper } from './model-keeper.ts';
import { firstProgress } from './progress.ts';
import { resolveTarget } from './resolve-target.ts';
import type { ReviewQueue } from './review-queue.ts';
import { runReview } from './run-review.ts';
import type { Reviewing } from './reviewing.ts';

export interface ReviewWorkParts {
  readonly world: World;
  readonly reviewing: () => Promise<Reviewing>;
  readonly models: ModelKeeper;
  readonly queue: ReviewQueue;
}

/** The work of a review that the panel asked for. Its progress outlives it; the review itself is in the store. */
export function reviewWork({ world, reviewing, models, queue }: ReviewWorkParts, request: WireReviewRequest): JobWork {
  return async (report, signal) => {
    const { agent, budgetTokens, timeoutSeconds } = request;
    const key = request.target.kind === 'image' ? request.target.key : request.target.name;
    report.total(1);
    report.started(key);
    const endpoint = chooseEndpoint(models, request);
    const target = await resolveTarget(world, { target: request.target, options: { head: null, base: request.base, directory: null } }, signal);
    const order = { target, agent, endpoint, budgetTokens, timeoutMs: timeoutSeconds * 1000, isFresh: false };
    const tell = (progress: WireReviewProgress): void => {
      report.review(progress);
      report.message(progress.detail);
    };
    const onWaiting = (ahead: number): void => { tell({ ...firstProgress(order), detail: waitingWords(ahead) }); };
    const work = async (): Promise<void> => {
      const { storeError } = await runReview(await reviewing(), order, { signal, onProgress: tell });
      if (storeError !== null) throw storeError;
    };
    tell(firstProgress(order));
    await queue.run(work, { signal, onWaiting });
    report.finished({ key, verification: null, error: null });
  };
}

/** A place in the line, for people. */
export function waitingWords(ahead: number): string {
  return ahead === 0 ? 'Waiting: two reviews run already. This one is next.' : `Waiting: two reviews run already, and ${ahead} ${ahead === 1 ? 'waits' : 'wait'} before this one.`;
}
