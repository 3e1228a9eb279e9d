/** Bounds of the conversation with a model's provider. */
export const INFERENCE_LIMITS = {
  /** One attempt, from the request to the last byte: answers are not streamed, and a local model may take minutes. */
  requestMs: 600_000,
  /** Finding out whether a local endpoint is there. */
  probeMs: 3_000,
  answerBytes: 8 * 1024 * 1024,
  errorBytes: 64 * 1024,
  attempts: 5,
  backoffMs: 1_000,
  longestBackoffMs: 30_000,
  /** A provider that asks to wait longer is given up on. */
  longestWaitMs: 90_000,
  /** Models of a local endpoint that are listed. */
  models: 200,
} as const;
