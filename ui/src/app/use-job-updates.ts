import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { WireJob } from '../../../backend/contract/api.ts';

/** What an answer about a job changes on the screen: rows by their events, and the history where a review ended. */
export function useJobUpdates(applyToImages: (job: WireJob) => void): (job: WireJob) => void {
  const queries = useQueryClient();
  return useCallback((job: WireJob) => {
    applyToImages(job);
    if (job.kind === 'review' && job.state !== 'running') void queries.invalidateQueries({ queryKey: ['reviews'] });
  }, [applyToImages, queries]);
}
