import { CodedError } from '../../core/coded-error.ts';
import type { PortErrorCode } from '../../ports/port-error.ts';
import type { Progress } from './git-repository.ts';

/** What a caller of a shared run brings. */
export interface RunCaller {
  readonly signal: AbortSignal;
  readonly onProgress?: Progress;
}

/** One run for all who ask while it lasts; it is aborted when the last of them has gone. */
export class SharedRun<T> {
  readonly #controller = new AbortController();
  readonly #callers = new Set<RunCaller>();
  readonly #result: Promise<T>;

  constructor(start: (signal: AbortSignal, onProgress: Progress) => Promise<T>) {
    this.#result = start(this.#controller.signal, (phase, percent) => {
      for (const caller of this.#callers) caller.onProgress?.(phase, percent);
    });
  }

  /** True once it was given up: whoever comes now must wait for its end and start anew. */
  get aborted(): boolean {
    return this.#controller.signal.aborted;
  }

  join(caller: RunCaller): Promise<T> {
    this.#callers.add(caller);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#callers.delete(caller);
        caller.signal.removeEventListener('abort', onAbort);
      };
      const onAbort = () => {
        leave();
        if (this.#callers.size === 0) this.#controller.abort();
        reject(new CodedError<PortErrorCode>('cancelled', 'The refresh of the catalog was cancelled.'));
      };
      if (caller.signal.aborted) onAbort();
      else caller.signal.addEventListener('abort', onAbort, { once: true });
      this.#result.then(resolve, reject).finally(leave);
    });
  }

  /** Settles, whatever the result, when the run has ended. */
  async ended(): Promise<void> {
    await this.#result.then(() => undefined, () => undefined);
  }
}
