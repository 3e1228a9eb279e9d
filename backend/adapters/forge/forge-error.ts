import { CodedError, type CodedErrorOptions } from '../../core/coded-error.ts';
import type { GapCode } from '../../core/gap-code.ts';

/** A coded failure of the forge. Messages are our own words and the API's reason, from which the token was taken; causes are left out, because they hold the request. */
export function forgeError(code: GapCode, message: string, options: CodedErrorOptions = {}): CodedError<GapCode> {
  return new CodedError(code, message, options);
}

export function cancelled(): CodedError<GapCode> {
  return forgeError('cancelled', 'Cancelled.');
}
