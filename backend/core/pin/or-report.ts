import { CodedError } from '../coded-error.ts';

/** Does `work`; a coded error of it is reported by its message and null is answered, a bug is thrown on. */
export function orReport<T>(work: () => T, report: (message: string) => void): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    report(error.message);
    return null;
  }
}
