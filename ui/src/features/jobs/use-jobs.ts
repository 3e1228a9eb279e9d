import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { WireJob, WireJobRequest } from '../../../../backend/contract/api.ts';
import { useTransport } from '../../lib/backend.ts';
import { BackendProblem } from '../../lib/backend-problem.ts';
import { followJob } from './follow-job.ts';
import { cancelJob, listJobs, startJob } from './job-requests.ts';
import { NO_JOBS, withEndedReview, withJob, withoutJob } from './job-state.ts';
import type { JobsState } from './job-state.ts';

export interface JobsView extends JobsState {
  /** Starting or cancelling failed. */
  readonly problem: BackendProblem | null;
  readonly start: (request: WireJobRequest) => void;
  /** Follows a job that was started elsewhere. */
  readonly adopt: (job: WireJob) => void;
  readonly cancel: (id: string) => void;
  readonly dismiss: () => void;
}

/**
 * Jobs of the backend: starts them, follows them, and takes up again those that ran on while the panel was closed.
 * @param onUpdate is called with each answer, events included
 * @param isConnected whether the backend answers: running jobs are looked for whenever that begins
 */
export function useJobs(onUpdate: (job: WireJob) => void, isConnected: boolean): JobsView {
  const transport = useTransport();
  const [state, setState] = useState(NO_JOBS);
  const [problem, setProblem] = useState<BackendProblem | null>(null);
  const followed = useRef(new Map<string, AbortController>());
  const latest = useRef(onUpdate);
  useEffect(() => { latest.current = onUpdate; });

  const follow = useCallback((id: string) => {
    if (followed.current.has(id)) return;
    const controller = new AbortController();
    followed.current.set(id, controller);
    const end = (): void => { followed.current.delete(id); };
    followJob(transport, id, {
      signal: controller.signal,
      onUpdate: (job) => {
        setState((last) => withJob(last, job));
        latest.current(job);
      },
      onLost: () => { setState((last) => withoutJob(last, id)); },
    }).then(end, (error: unknown) => {
      end();
      // A bug: the error boundary shows it.
      setState(() => { throw error; });
    });
  }, [transport]);

  const attempt = useCallback((work: Promise<unknown>) => {
    setProblem(null);
    work.catch((error: unknown) => { setProblem(() => { if (error instanceof BackendProblem) return error; throw error; }); });
  }, []);

  useEffect(() => {
    if (!isConnected) return;
    listJobs(transport).then(({ jobs }) => {
      for (const job of jobs) {
        if (job.state === 'running') follow(job.id);
        else if (job.kind === 'review') setState((last) => withEndedReview(last, job));
      }
    }).catch((error: unknown) => { if (!(error instanceof BackendProblem)) setState(() => { throw error; }); });
  }, [transport, follow, isConnected]);

  useEffect(() => {
    const controllers = followed.current;
    return () => { for (const controller of controllers.values()) controller.abort(); };
  }, []);

  return useMemo(() => ({
    ...state, problem,
    start: (request) => { attempt(startJob(transport, request).then((job) => { setState((last) => withJob({ ...last, ended: null }, job)); follow(job.id); })); },
    adopt: (job) => {
      setState((last) => withJob(last, job));
      follow(job.id);
    },
    cancel: (id) => { attempt(cancelJob(transport, id)); },
    dismiss: () => {
      setProblem(null);
      setState((last) => ({ ...last, ended: null }));
    },
  }), [state, problem, transport, attempt, follow]);
}
