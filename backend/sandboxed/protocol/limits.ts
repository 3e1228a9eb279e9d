/** Bytes and counts that every program in the sandbox keeps to, and that the outside checks again. */
export const SOURCE_LIMITS = {
  treeBytes: 200 * 1024 * 1024,
  files: 50_000,
  pathBytes: 1024,
  pathDepth: 64,
  commits: 200,
  changedFiles: 5_000,
  skipped: 5_000,
} as const;

export const ANALYSIS_LIMITS = {
  fileBytes: 1024 * 1024,
  /** A file whose syntax tree is not there by then is skipped, and its parser ended. */
  parseMs: 5_000,
  totalMs: 120_000,
  findings: 2_000,
  findingsPerRuleAndFile: 20,
  evidenceCharacters: 600,
} as const;

export const AGENT_LIMITS = { reportBytes: 512 * 1024, labelsBytes: 1024 } as const;

/** One message on a standard stream is one line of JSON, at most this long. */
export const MAX_LINE_BYTES = 2 * 1024 * 1024;
