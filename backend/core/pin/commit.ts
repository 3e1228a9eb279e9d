const FULL_COMMIT = /^[0-9a-f]{40}$/i;

/** The lower-case form of a full git commit id (exactly 40 hex digits in either case), else null: no prefixes. */
export function toCommit(text: string): string | null {
  return FULL_COMMIT.test(text) ? text.toLowerCase() : null;
}
