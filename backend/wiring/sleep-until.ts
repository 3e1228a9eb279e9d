import { setTimeout as wait } from 'node:timers/promises';

/** Waits; ends early when the signal is aborted. */
export async function sleepUntil(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
