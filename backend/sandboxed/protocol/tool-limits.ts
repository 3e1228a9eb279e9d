/** What one call to the tool box may cost. The box keeps to them; the outside checks what it can see. */
export const TOOL_LIMITS = {
  /** A search or diff that takes longer is cut there. */
  callMs: 8_000,
  /** From outside: the answer must be there by then. */
  answerMs: 15_000,
  /** One request line. */
  requestBytes: 16 * 1024,
  answerBytes: 48 * 1024,
  listEntries: 800,
  listDepth: 8,
  readLines: 800,
  /** Longer lines are cut, unless one line alone is asked for. */
  lineCharacters: 1_500,
  /** What is read of one file at most; the rest is said to be there. */
  fileBytes: 2 * 1024 * 1024,
  searchCharacters: 200,
  searchMatches: 150,
  searchMatchesPerFile: 15,
  searchFiles: 50_000,
  searchBytes: 256 * 1024 * 1024,
  /** Lines of both sides together, and removed and added ones; beyond, the two sides are only said to differ. */
  diffLines: 100_000,
  diffEdits: 1_000,
} as const;
