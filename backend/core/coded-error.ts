/**
 * An error that carries a code of a closed union. Text is for people; programs branch on `code`.
 * `retryable` says that the same call may succeed later (an outage), as opposed to bad input.
 */
export class CodedError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly retryable: boolean;
  /** When the other side asked us to come back (HTTP Retry-After), as milliseconds since the epoch. */
  readonly retryAt: number | null;

  constructor(code: Code, message: string, options: CodedErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CodedError';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.retryAt = options.retryAt ?? null;
  }
}

export interface CodedErrorOptions {
  readonly cause?: unknown;
  readonly retryable?: boolean;
  readonly retryAt?: number;
}
