import { errors } from 'undici';
import { CodedError, type CodedErrorOptions } from '../../core/coded-error.ts';
import type { GapCode } from '../../core/gap-code.ts';

/** A coded failure of a model's provider. Messages are our own words, a host, a status and known error types: never the other side's text, which may repeat the key. */
export function inferenceError(code: GapCode, message: string, options: CodedErrorOptions = {}): CodedError<GapCode> {
  return new CodedError(code, message, options);
}

/** What undici or Node threw while asking; a bug (an error without a code) is thrown on. Causes are left out: they may hold the headers. */
export function toConnectionError(error: unknown, host: string): CodedError<GapCode> {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '' || code === 'UND_ERR_INVALID_ARG') throw error;
  if (error instanceof errors.HTTPParserError || code.startsWith('HPE_')) return inferenceError('inference_bad_answer', `${host} answered something that is not HTTP`);
  return inferenceError('inference_unreachable', `${host} (${code})`, { retryable: true });
}
