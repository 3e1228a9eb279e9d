import { CodedError } from '../../core/coded-error.ts';
import type { SandboxCall, SandboxProgress } from '../../ports/sandbox.ts';

interface Joined<Result> {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  readonly listeners: Set<(progress: SandboxProgress) => void>;
  waiting: number;
}

export interface SharedCall {
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SandboxProgress) => void;
}

/** Does the same thing once for all who ask for it at the same time. It goes on as long as one of them waits. */
export class SharedWork<Result> {
  readonly #running = new Map<string, Joined<Result>>();

  /** @throws CodedError `cancelled`, `sandbox_timeout` for this caller alone; else what `start` throws */
  async join(key: string, call: SandboxCall, start: (call: SharedCall) => Promise<Result>): Promise<Result> {
    const work = this.#running.get(key) ?? this.#begin(key, start);
    const { onProgress } = call;
    if (onProgress !== undefined) work.listeners.add(onProgress);
    work.waiting += 1;
    const stop = new AbortController();
    try {
      return await Promise.race([work.result, patience(call, stop.signal)]);
    } finally {
      stop.abort();
      if (onProgress !== undefined) work.listeners.delete(onProgress);
      work.waiting -= 1;
      if (work.waiting === 0) this.#abandon(key, work);
    }
  }

  #begin(key: string, start: (call: SharedCall) => Promise<Result>): Joined<Result> {
    const controller = new AbortController();
    const listeners = new Set<(progress: SandboxProgress) => void>();
    const onProgress = (progress: SandboxProgress): void => { for (const listener of listeners) listener(progress); };
    const work = { controller, listeners, waiting: 0, result: start({ signal: controller.signal, onProgress }) };
    this.#running.set(key, work);
    // Who left does not hear of its failure.
    work.result.catch(() => undefined);
    return work;
  }

  /** Over, or nobody waits for it: who asks next begins anew. */
  #abandon(key: string, work: Joined<Result>): void {
    work.controller.abort();
    if (this.#running.get(key) === work) this.#running.delete(key);
  }
}

function patience({ signal, timeoutMs }: SandboxCall, stop: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const onAbort = (): void => { reject(new CodedError('cancelled', 'The fetch was cancelled.')); };
    const timer = setTimeout(() => { reject(new CodedError('sandbox_timeout', `The source was not there after ${timeoutMs} ms.`)); }, timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    stop.addEventListener('abort', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }, { once: true });
    if (signal.aborted) onAbort();
  });
}
