/** Every bound of the proxy. */
export const PROXY_LIMITS = {
  headerBytes: 32 * 1024,
  headers: 64,
  /** A million tokens of text are about four megabytes. */
  bodyBytes: 8 * 1024 * 1024,
  responseBytes: 16 * 1024 * 1024,
  /** Of an answer that isn't 2xx, before it is replaced. */
  errorBytes: 16 * 1024,
  /** One line of a stream of events, as far as it is looked at for usage; longer ones are passed on unread. */
  eventLineBytes: 4 * 1024 * 1024,
  /** Of one answer, whatever is asked for. */
  answerTokens: 64_000,
  /** Less than that is no answer: the budget counts as used up. */
  leastAnswerTokens: 4_096,
  /** In its whole life, refused ones included. */
  requests: 1_000,
  connections: 16,
  /** Requests at the provider at the same time. */
  concurrent: 4,
  orderBytes: 64 * 1024,
  orderMs: 30_000,
  headersMs: 3_000,
  requestMs: 10_000,
  connectMs: 10_000,
  /** Until the provider begins to answer, and between two parts of its answer. */
  firstByteMs: 300_000,
  betweenBytesMs: 120_000,
} as const;

/** For what no count came: few texts have more tokens than a third of their bytes. */
export const BYTES_OF_A_TOKEN = 3;
