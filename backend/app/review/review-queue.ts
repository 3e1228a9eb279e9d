import { CodedError } from '../../core/coded-error.ts';

/** Each review has containers of its own; more at once would only slow each other down. */
const AT_ONCE = 2;

export interface QueueCall {
  readonly signal: AbortSignal;
  /** Called when it has to wait, and each time it moves up: how many wait before it. */
  readonly onWaiting: (ahead: number) => void;
}

/** A line before the sandbox. */
export interface ReviewQueue {
  /** Does the work when its turn has come; throws `cancelled` when it is aborted before that. */
  run<Result>(work: () => Promise<Result>, call: QueueCall): Promise<Result>;
}

interface Waiting {
  readonly start: () => void;
  readonly onWaiting: (ahead: number) => void;
}

/** Two at a time, first come, first served. */
export function createReviewQueue(atOnce = AT_ONCE): ReviewQueue {
  const waiting: Waiting[] = [];
  let running = 0;
  const tellAll = (): void => {
    for (const [ahead, { onWaiting }] of waiting.entries()) onWaiting(ahead);
  };
  const next = (): void => {
    running -= 1;
    waiting.shift()?.start();
    tellAll();
  };
  const turn = async ({ signal, onWaiting }: QueueCall): Promise<void> => {
    if (signal.aborted) throw cancelled();
    if (running < atOnce) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(entry), 1);
        reject(cancelled());
        tellAll();
      };
      const entry: Waiting = {
        onWaiting,
        start: () => {
          signal.removeEventListener('abort', leave);
          running += 1;
          resolve();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(entry);
      onWaiting(waiting.length - 1);
    });
  };
  return {
    run: async (work, call) => {
      await turn(call);
      try {
        return await work();
      } finally {
        next();
      }
    },
  };
}

function cancelled(): CodedError {
  return new CodedError('cancelled', 'Cancelled.');
}
