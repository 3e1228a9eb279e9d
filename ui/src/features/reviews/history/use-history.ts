import { useInfiniteQuery } from '@tanstack/react-query';
import type { WireReviewSummary } from '../../../../../backend/contract/review.ts';
import { useTransport } from '../../../lib/backend.ts';
import { toLoadable } from '../../../lib/loadable.ts';
import type { Loadable } from '../../../lib/loadable.ts';
import { REVIEW_KEYS } from '../query-keys.ts';
import { fetchReviewPage } from '../requests/fetch-review-page.ts';

export interface History {
  readonly total: number;
  readonly reviews: readonly WireReviewSummary[];
}

export interface HistoryView {
  readonly history: Loadable<History>;
  readonly isFetching: boolean;
  readonly showMore: () => void;
  readonly tryAgain: () => void;
}

/** Reviews of one server, or of all (`subject` null), newest first, page after page. */
export function useHistory(subject: string | null): HistoryView {
  const transport = useTransport();
  const query = useInfiniteQuery({
    queryKey: REVIEW_KEYS.history(subject),
    queryFn: ({ pageParam }) => fetchReviewPage(transport, subject, pageParam),
    initialPageParam: 0,
    getNextPageParam: ({ offset, reviews, total }) => (reviews.length === 0 || offset + reviews.length >= total ? undefined : offset + reviews.length),
    retry: false,
  });
  const pages = query.data?.pages;
  // A review that moved between two pages is taken once.
  const reviews = new Map(pages?.flatMap((page) => page.reviews.map((review) => [review.id, review] as const)));
  const data = pages === undefined ? undefined : { total: pages.at(-1)?.total ?? 0, reviews: [...reviews.values()] };
  return {
    history: toLoadable({ data, error: query.error }, ({ reviews: shown }) => shown.length === 0),
    isFetching: query.isFetching,
    showMore: () => { void query.fetchNextPage(); },
    tryAgain: () => { void query.refetch(); },
  };
}
