/** Bounds of the loop over a model. */
export const AGENT_LOOP_LIMITS = {
  /** What one answer of the model may take. A report of the largest size that is read needs about that. */
  outputTokens: 24_000,
  callsPerTurn: 12,
  /** Answers in a row that neither call a tool nor hand in the report. */
  idleTurns: 2,
  /** Second tries for a report that cannot be read. */
  repairs: 1,
  /** From here on the model is told to come to an end. */
  closingTurns: 3,
  /** Static findings put before the model, worst first. */
  findings: 80,
  findingCharacters: 400,
  changedFiles: 500,
  /** Of a submitted report: longer ones are not even looked at. */
  reportCharacters: 512 * 1024,
} as const;
