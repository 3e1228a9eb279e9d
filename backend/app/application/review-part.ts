import type { WireReviewRequest } from '../../contract/review.ts';
import { renderReviewFile } from '../../core/review/render-review-file.ts';
import { readModelAnswer } from '../review/model-answer.ts';
import type { ModelKeeper } from '../review/model-keeper.ts';
import { readReviewOptions } from '../review/review-options.ts';
import type { ReviewQueue } from '../review/review-queue.ts';
import { reviewWork } from '../review/review-work.ts';
import type { Reviewing } from '../review/reviewing.ts';
import { toWireComparison, toWireReview, toWireSummary } from '../review/to-wire-review.ts';
import type { JobWork } from '../jobs/job.ts';
import type { ReviewApplication } from './application.ts';
import type { WorldHolder } from './world-holder.ts';

export interface ReviewPartOptions {
  readonly holder: WorldHolder;
  readonly models: ModelKeeper;
  readonly queue: ReviewQueue;
}

/** What the panel asks about reviews, answered by the opened world. */
export function reviewPart({ holder, models }: ReviewPartOptions): ReviewApplication {
  const reviewing = (): Promise<Reviewing> => holder.opened().reviewing();
  const modelAnswer = async (signal: AbortSignal) => readModelAnswer(models, await reviewing(), signal);
  return {
    reviews: async (request) => {
      const { total, reviews } = (await reviewing()).store.list(request);
      return { total, offset: request.offset, reviews: reviews.map(toWireSummary) };
    },
    review: async (id) => {
      const stored = (await reviewing()).store.get(id);
      return stored === null ? null : toWireReview(stored);
    },
    reviewFile: async (id, name) => {
      const stored = (await reviewing()).store.get(id);
      return stored === null ? null : { fileName: `${toFileName(stored.review.server ?? 'review')}-${name}`, text: renderReviewFile(stored.review, name) };
    },
    compareReviews: async (older, newer) => {
      const { store } = await reviewing();
      const [before, after] = [store.get(older), store.get(newer)];
      return before === null || after === null ? null : toWireComparison(before, after);
    },
    removeReview: async (id) => (await reviewing()).store.remove(id),
    reviewOptions: async (target, signal) => readReviewOptions({ world: holder.opened().world, reviewing: await reviewing(), models, target }, signal),
    modelSettings: modelAnswer,
    changeModelSettings: async (request, signal) => {
      await models.change(request);
      return modelAnswer(signal);
    },
    changeModelKey: async ({ provider, key, keep }, signal) => {
      await models.keys.set(provider, key, keep);
      return modelAnswer(signal);
    },
    clearSources: async (signal) => {
      await (await reviewing()).sandbox.clearSources(signal);
      return modelAnswer(signal);
    },
  };
}

/** The job of a review in the world of this moment. */
export function toReviewWork({ holder, models, queue }: ReviewPartOptions, request: WireReviewRequest): JobWork {
  const opened = holder.opened();
  return reviewWork({ world: opened.world, reviewing: () => opened.reviewing(), models, queue }, request);
}

function toFileName(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]/g, '-').replace(/^\.+/, '').slice(0, 80);
}
