import { errors } from 'undici';
import { CodedError, type CodedErrorOptions } from '../../core/coded-error.ts';
import type { GapCode } from '../../core/gap-code.ts';

/** A coded failure of a registry. */
export function registryError(code: GapCode, message: string, options: CodedErrorOptions = {}): CodedError<GapCode> {
  return new CodedError(code, message, options);
}

/** Names of undici and Node for a request that took too long. */
const TIMEOUTS: ReadonlySet<string> = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/** The answer began, or its bytes came, and were not HTTP or not all of it. */
const BROKEN_ANSWERS = /^(?:HPE_|UND_ERR_(?:HEADERS_OVERFLOW|RES_|RESPONSE|INFO|HTTP_PARSER))/;

/** A connection that the other side gave up, which a second one may mend. */
const DROPPED: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** What undici or Node threw while asking, as a coded error; a bug (an error without a code) is thrown on. */
export function toRequestError(error: unknown, host: string): CodedError<GapCode> {
  const code = errorCode(error);
  if (TIMEOUTS.has(code)) return registryError('registry_timeout', `${host} did not answer in time.`, { cause: error, retryable: true });
  if (error instanceof errors.HTTPParserError || BROKEN_ANSWERS.test(code)) return registryError('registry_bad_answer', `${host} answered something that is not HTTP.`, { cause: error, retryable: true });
  if (code === '') throw error;
  return registryError('registry_unreachable', `${host} cannot be reached (${code}).`, { cause: error, retryable: true });
}

/** What was thrown while a body was read: the answer is not whole. */
export function toBodyError(error: unknown, host: string): CodedError<GapCode> {
  if (DROPPED.has(errorCode(error))) {
    return registryError('registry_bad_answer', `${host} broke off its answer.`, { cause: error, retryable: true });
  }
  return toRequestError(error, host);
}

/** Tells whether the connection was dropped before any answer came. */
export function isDropped(error: unknown): boolean {
  return DROPPED.has(errorCode(error));
}

// UND_ERR_INVALID_ARG is a mistake of the caller: a bug, not an outage.
function errorCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' && error.code !== 'UND_ERR_INVALID_ARG' ? error.code : '';
}
