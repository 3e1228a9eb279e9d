import { useQuery } from '@tanstack/react-query';
import type { WireModelSettings } from '../../../../backend/contract/review.ts';
import { useTransport } from '../../lib/backend.ts';
import { toLoadable } from '../../lib/loadable.ts';
import type { Loadable } from '../../lib/loadable.ts';
import { REVIEW_KEYS } from './query-keys.ts';
import { fetchModelSettings } from './requests/fetch-model-settings.ts';

/** Provider, model, limits and which keys there are. */
export function useModelSettings(): { readonly settings: Loadable<WireModelSettings>; readonly tryAgain: () => void } {
  const transport = useTransport();
  const query = useQuery({ queryKey: REVIEW_KEYS.modelSettings, queryFn: () => fetchModelSettings(transport), retry: false });
  return { settings: toLoadable(query), tryAgain: () => { void query.refetch(); } };
}
