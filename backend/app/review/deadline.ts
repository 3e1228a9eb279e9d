import { CodedError } from '../../core/coded-error.ts';

/** The wall clock of one review. */
export interface Deadline {
  /** Aborted by the person, or when the time is over. */
  readonly signal: AbortSignal;
  /** Milliseconds that are left, at least 1. */
  left(): number;
  /** What a failure after the end of the time really is. */
  toCause(error: unknown): unknown;
  clear(): void;
}

/** Starts the clock; `signal` is the person's own cancel. */
export function startDeadline(timeoutMs: number, signal: AbortSignal): Deadline {
  const over = new AbortController();
  const error = new CodedError('sandbox_timeout', `The review took longer than ${Math.round(timeoutMs / 1000)} s.`);
  const end = performance.now() + timeoutMs;
  const timer = setTimeout(() => { over.abort(error); }, timeoutMs);
  return {
    signal: AbortSignal.any([signal, over.signal]),
    left: () => Math.max(1, Math.ceil(end - performance.now())),
    toCause: (cause) => (over.signal.aborted && !signal.aborted ? error : cause),
    clear: () => { clearTimeout(timer); },
  };
}
