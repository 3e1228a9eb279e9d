import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { WireImageRow, WireJob } from '../../../../backend/contract/api.ts';
import { useTransport } from '../../lib/backend.ts';
import { toLoadable } from '../../lib/loadable.ts';
import type { Loadable } from '../../lib/loadable.ts';
import { fetchImages } from './fetch-images.ts';
import { withEvents } from './with-events.ts';

const IMAGES_KEY = ['images'];

export interface ImagesView {
  readonly images: Loadable<readonly WireImageRow[]>;
  readonly isRefreshing: boolean;
  readonly refresh: () => void;
  /** Puts the answers of a running job into the rows. */
  readonly applyJob: (job: WireJob) => void;
}

/** The MCP images of the machine with what is known of them. */
export function useImages(isEnabled: boolean): ImagesView {
  const transport = useTransport();
  const queries = useQueryClient();
  const query = useQuery({ queryKey: IMAGES_KEY, queryFn: () => fetchImages(transport), enabled: isEnabled, retry: false });
  const applyJob = useCallback((job: WireJob) => {
    if (job.events.length > 0) {
      queries.setQueryData<readonly WireImageRow[]>(IMAGES_KEY, (rows) => (rows === undefined ? rows : withEvents(rows, job.events)));
    }
    if (job.state !== 'running' && job.kind !== 'verify') void queries.invalidateQueries({ queryKey: IMAGES_KEY });
  }, [queries]);
  const refresh = useCallback(() => { void query.refetch(); }, [query]);
  return { images: toLoadable(query, (rows) => rows.length === 0), isRefreshing: query.isFetching, refresh, applyJob };
}
