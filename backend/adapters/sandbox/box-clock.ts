import { CodedError } from '../../core/coded-error.ts';
import type { BoxCall } from './box.ts';

export interface BoxClock {
  /** Aborted with a CodedError: `cancelled` or `sandbox_timeout`. */
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

/** Counts a box's time from now on, outside of it: what runs inside can't slow it. */
export function startBoxClock({ signal, timeoutMs }: BoxCall): BoxClock {
  const controller = new AbortController();
  const cancel = (): void => {
    controller.abort(new CodedError('cancelled', 'The run in the sandbox was cancelled.'));
  };
  const timer = setTimeout(() => {
    controller.abort(new CodedError('sandbox_timeout', `The run in the sandbox took longer than ${timeoutMs} ms.`));
  }, timeoutMs);
  const stop = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  return { signal: controller.signal, stop };
}
