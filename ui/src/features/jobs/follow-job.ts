import type { WireJob } from '../../../../backend/contract/api.ts';
import { BackendProblem } from '../../lib/backend-problem.ts';
import { retryDelay } from '../../lib/retry-delay.ts';
import type { Transport } from '../../lib/transport.ts';
import { fetchJob } from './job-requests.ts';

const POLL_INTERVAL_MS = 300;
/** Reviews take minutes. */
const REVIEW_INTERVAL_MS = 1_000;
/** Events in one full answer: more are waiting, so the next question is asked at once. */
const FULL_ANSWER = 100;

export interface FollowOptions {
  readonly signal: AbortSignal;
  readonly onUpdate: (job: WireJob) => void;
  /** The backend no longer knows the job: it was restarted. */
  readonly onLost: () => void;
}

/**
 * Polls a job until it has ended and every event was seen. An outage is waited out, ever longer;
 * only an answer that the job is not known ends the following early.
 */
export async function followJob(transport: Transport, id: string, { signal, onUpdate, onLost }: FollowOptions): Promise<void> {
  let since = 0;
  let failures = 0;
  while (!isEnded(signal)) {
    const answer = await fetchJob(transport, id, since).catch((error: unknown) => {
      if (error instanceof BackendProblem) return error;
      throw error;
    });
    if (isEnded(signal)) return;
    if (answer instanceof BackendProblem) {
      if (answer.code === 'not_found') {
        onLost();
        return;
      }
      failures += 1;
      await pause(retryDelay(failures), signal);
      continue;
    }
    failures = 0;
    const hasMore = answer.next > since;
    since = answer.next;
    onUpdate(answer);
    if (!hasMore && answer.state !== 'running') return;
    if (answer.state === 'running' && answer.events.length < FULL_ANSWER) await pause(answer.kind === 'review' ? REVIEW_INTERVAL_MS : POLL_INTERVAL_MS, signal);
  }
}

/** Asked again after each wait: the panel may have been left meanwhile. */
function isEnded(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
  });
}
