import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { PanelState } from './panel-state.ts';
import type { Reviewing } from './use-reviewing.ts';

const ReviewsPage = lazy(async () => ({ default: (await import('../features/reviews/history/reviews-page.tsx')).ReviewsPage }));
const ReviewPage = lazy(async () => ({ default: (await import('../features/reviews/report/review-page.tsx')).ReviewPage }));
const ComparisonPage = lazy(async () => ({ default: (await import('../features/reviews/history/comparison-page.tsx')).ComparisonPage }));

interface ReviewsViewProps {
  readonly state: PanelState;
  readonly change: (change: Partial<PanelState>) => void;
  readonly reviewing: Reviewing;
  readonly now: number;
  readonly onCancel: (jobId: string) => void;
}

/** The page of reviews: the history, one review, or two compared. */
export function ReviewsView(props: ReviewsViewProps): ReactNode {
  return <Suspense fallback={null}><Shown {...props} /></Suspense>;
}

function Shown({ state, change, reviewing, now, onCancel }: ReviewsViewProps): ReactNode {
  const { review } = state;
  const goBack = (): void => { change({ page: review?.from ?? 'reviews', review: null }); };
  switch (review?.kind) {
    case undefined: return <ReviewsPage running={reviewing.running} now={now} onCancel={onCancel} onNew={() => { reviewing.ask('server'); }} onOpen={reviewing.open} onCompare={reviewing.compare} />;
    case 'one': return <ReviewPage key={review.id} id={review.id} now={now} onBack={goBack} onReviewAgain={reviewing.askForServer} />;
    case 'comparison': return <ComparisonPage older={review.older} newer={review.newer} now={now} onBack={goBack} />;
  }
}
