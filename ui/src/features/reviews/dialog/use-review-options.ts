import { useQuery } from '@tanstack/react-query';
import type { WireReviewOptions, WireReviewTarget } from '../../../../../backend/contract/review.ts';
import { useTransport } from '../../../lib/backend.ts';
import { toLoadable } from '../../../lib/loadable.ts';
import type { Loadable } from '../../../lib/loadable.ts';
import { fetchReviewOptions } from '../requests/fetch-review-options.ts';

/** What a review of the target may be, asked anew each time the dialog opens: agents and keys change outside of the panel. */
export function useReviewOptions(target: WireReviewTarget): { readonly options: Loadable<WireReviewOptions>; readonly tryAgain: () => void; readonly isAsking: boolean } {
  const transport = useTransport();
  const query = useQuery({ queryKey: ['review-options', target], queryFn: () => fetchReviewOptions(transport, target), retry: false, staleTime: 0, gcTime: 0, refetchOnWindowFocus: true });
  return { options: toLoadable(query), tryAgain: () => { void query.refetch(); }, isAsking: query.isFetching };
}
