import { useCallback, useMemo, useState } from 'react';
import { z } from 'zod';
import type { WireImageRow, WireJob } from '../../../backend/contract/api.ts';
import type { JobSummary } from '../features/jobs/job-summary.ts';
import type { JobsView } from '../features/jobs/use-jobs.ts';
import type { ReviewWish } from '../features/reviews/dialog/review-dialog.tsx';
import type { ReviewPreset } from '../features/reviews/dialog/draft-types.ts';
import { useStoredState } from '../lib/stored-state.ts';
import type { PanelState } from './panel-state.ts';

/** More reviews than a backend remembers as jobs. */
const MAX_SEEN = 200;
const seenSchema = z.array(z.string()).max(MAX_SEEN);

export interface Reviewing {
  /** Reviews that run or wait in line. */
  readonly running: readonly JobSummary[];
  /** Reviews that ended and were neither opened nor dismissed, also while the panel was closed. */
  readonly unread: readonly JobSummary[];
  /** What the dialog asks about: a review, or first which server; null: it is closed. */
  readonly asking: ReviewWish | 'server' | null;
  readonly ask: (wish: ReviewWish | 'server' | null) => void;
  readonly askForRow: (row: WireImageRow, preset?: ReviewPreset) => void;
  readonly askForServer: (server: string) => void;
  readonly dismiss: (jobId: string) => void;
  readonly open: (reviewId: string) => void;
  readonly compare: (older: string, newer: string) => void;
  /** Follows a review that was just started, where it is seen. */
  readonly started: (job: WireJob) => void;
}

const FULL: ReviewPreset = { mode: 'full', base: null };

/** Everything about reviews that more than one page needs. */
export function useReviewing(jobs: JobsView, state: PanelState, change: (change: Partial<PanelState>) => void): Reviewing {
  const [asking, ask] = useState<ReviewWish | 'server' | null>(null);
  const [seen, setSeen] = useStoredState('seen-reviews', seenSchema, []);
  const { adopt, endedReviews } = jobs;
  const { page } = state;
  const askForRow = useCallback((row: WireImageRow, preset = FULL) => {
    ask({ target: { kind: 'image', key: row.key }, title: row.server?.title ?? row.repository, preset });
  }, []);
  const running = jobs.running.filter((job) => job.kind === 'review');
  const unread = useMemo(() => endedReviews.filter(({ id }) => !seen.includes(id)), [endedReviews, seen]);
  const markSeen = (ids: readonly string[]): void => { setSeen((last) => [...last.filter((id) => !ids.includes(id)), ...ids].slice(-MAX_SEEN)); };
  return {
    running, unread, asking, ask, askForRow,
    askForServer: (server) => { ask({ target: { kind: 'server', name: server }, title: server, preset: FULL }); },
    dismiss: (jobId) => { markSeen([jobId]); },
    open: (id) => {
      markSeen(endedReviews.filter((job) => job.review?.reviewId === id).map((job) => job.id));
      change({ page: 'reviews', review: { kind: 'one', id, from: page } });
    },
    compare: (older, newer) => { change({ page: 'reviews', review: { kind: 'comparison', older, newer, from: page } }); },
    started: (job) => {
      adopt(job);
      ask(null);
      change({ page: 'reviews', review: null });
    },
  };
}
