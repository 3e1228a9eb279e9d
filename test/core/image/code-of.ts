import { CodedError } from '../../../backend/core/coded-error.ts';

/** The code with which a call is refused; null when it isn't. */
export function codeOf(call: () => unknown): string | null {
  try {
    call();
    return null;
  } catch (error) {
    if (error instanceof CodedError) return String(error.code);
    throw error;
  }
}
