import { CodedError } from '../core/coded-error.ts';
import type { GapCode } from '../core/gap-code.ts';

/** Adapters throw these codes and nothing else on purpose. */
export type PortErrorCode = GapCode;

/** An outage or refusal of an outside system. */
export type PortError = CodedError<GapCode>;

/** Narrows anything caught to a port error; a bug is not one and must be thrown on. */
export function isPortError(error: unknown): error is PortError {
  return error instanceof CodedError;
}
