import { CodedError } from '../../../backend/core/coded-error.ts';

/** The code with which a promise fails; null when it does not. A bug is thrown on. */
export async function codeOf(promise: Promise<unknown>): Promise<string | null> {
  try {
    await promise;
    return null;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return String(error.code);
  }
}
