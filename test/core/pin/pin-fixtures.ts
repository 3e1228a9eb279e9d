import type { PinObservation } from '../../../backend/core/pin/build-pin-history.ts';

export const PROJECT = 'https://github.com/acme/server';

/** 40 hex digits from one. */
export function commit(digit: string): string {
  return digit.repeat(40);
}

/** Noon of a day of 2026, counted from January 1st. */
export function day(number: number): string {
  return new Date(Date.UTC(2026, 0, number, 12)).toISOString();
}

export function pinned(at: number, digit: string, project = PROJECT): PinObservation {
  return { at: day(at), kind: 'pinned', project, commit: commit(digit) };
}

export function other(at: number, kind: 'unpinned' | 'removed' | 'unreadable'): PinObservation {
  return { at: day(at), kind };
}
