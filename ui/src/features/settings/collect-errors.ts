import type { FieldErrors } from './use-draft.ts';

/** Keeps the fields that have something wrong. */
export function collectErrors(results: Readonly<Record<string, string | null>>): FieldErrors {
  return Object.fromEntries(Object.entries(results).filter((entry): entry is [string, string] => entry[1] !== null));
}
