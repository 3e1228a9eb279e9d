/** Bounds of the conversation with a forge (docs.github.com, REST API: rate limits, best practices, check runs). */
export const FORGE_LIMITS = {
  /** One exchange, from the request to the last byte. */
  requestMs: 30_000,
  answerBytes: 16 * 1024 * 1024,
  attempts: 4,
  backoffMs: 1_000,
  /** A secondary limit without Retry-After: at least a minute, twice as long each time. */
  secondaryWaitMs: 60_000,
  /** A forge that asks to wait longer than this is given up on: a primary limit may take an hour to reset. */
  longestWaitMs: 180_000,
  /** All waits of one forge object, i.e. of one run of a command. */
  waitBudgetMs: 900_000,
  pageSize: 50,
  pages: 20,
  /** `output.summary` and `output.text` of a check run. Documented as characters; the API counts bytes ("exceeds a maximum bytesize of 65535"). */
  checkTextBytes: 65_535,
  checkTitleBytes: 255,
  reasonCharacters: 300,
} as const;
