import { useQuery } from '@tanstack/react-query';
import { useTransport } from '../../lib/backend.ts';
import type { BackendProblem } from '../../lib/backend-problem.ts';
import { asProblem, toLoadable } from '../../lib/loadable.ts';
import type { Loadable } from '../../lib/loadable.ts';
import { retryDelay } from '../../lib/retry-delay.ts';
import type { WireStatus } from '../../../../backend/contract/api.ts';
import { fetchStatus } from './fetch-status.ts';

const CALM_INTERVAL_MS = 10_000;
const BUSY_INTERVAL_MS = 1_000;

export interface StatusView {
  readonly status: Loadable<WireStatus>;
  /** The newest request failed; what `status` holds may be old. */
  readonly problem: BackendProblem | null;
  /** When the next try is made, in milliseconds since the epoch; null while all is well. */
  readonly nextTryAt: number | null;
  readonly tryNow: () => void;
}

/** The state of the backend, asked again all the time: often while something loads, ever more rarely while nothing answers. */
export function useStatus(): StatusView {
  const transport = useTransport();
  const query = useQuery({
    queryKey: ['status'],
    queryFn: () => fetchStatus(transport),
    retry: false,
    refetchInterval: ({ state }) => {
      if (state.error !== null) return retryDelay(state.errorUpdateCount);
      return state.data?.catalog.state === 'loading' ? BUSY_INTERVAL_MS : CALM_INTERVAL_MS;
    },
  });
  const problem = query.error === null ? null : asProblem(query.error);
  return {
    status: toLoadable(query),
    problem,
    nextTryAt: problem === null ? null : query.errorUpdatedAt + retryDelay(query.errorUpdateCount),
    tryNow: () => { void query.refetch(); },
  };
}
