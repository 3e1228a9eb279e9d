import { CodedError } from '../../core/coded-error.ts';

/** The two signals that may have ended a call, and what was called. */
interface CallContext {
  /** The caller's own. */
  readonly signal: AbortSignal;
  readonly timeout: AbortSignal;
  readonly endpoint: string;
}

const FORBIDDEN = new Set(['EACCES', 'EPERM']);
/** Node's own error names that an engine can cause; the others of that form are bugs of ours. */
const CAUSED_BY_ENGINE = /^ERR_(TLS_|SSL_|STREAM_PREMATURE_CLOSE$)/;

/**
 * Turns what a call to the engine threw into a coded error: `cancelled`, `engine_timeout`, `engine_forbidden`,
 * `engine_failed` (the answer is not HTTP) or `engine_unreachable`. A coded error or a bug comes back as it is.
 */
export function toEngineError(error: unknown, { signal, timeout, endpoint }: CallContext): unknown {
  if (signal.aborted) return new CodedError('cancelled', 'The call to the engine was cancelled.', { cause: error });
  if (timeout.aborted) {
    return new CodedError('engine_timeout', `The engine at ${endpoint} did not answer in time.`, { cause: error, retryable: true });
  }
  if (error instanceof CodedError) return error;
  const code = systemCode(error);
  if (code === null) return error;
  if (FORBIDDEN.has(code)) {
    return new CodedError('engine_forbidden', `This user may not use the engine at ${endpoint} (${code}).`, { cause: error });
  }
  if (code.startsWith('HPE_')) return engineFailed(`What listens at ${endpoint} does not speak HTTP.`, error);
  return new CodedError('engine_unreachable', `The engine at ${endpoint} is not reachable (${code}).`, { cause: error, retryable: true });
}

/** The engine answered, but not what was asked for. */
export function engineFailed(message: string, cause?: unknown): CodedError {
  return new CodedError('engine_failed', message, { cause, retryable: true });
}

function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return error.code.startsWith('ERR_') && !CAUSED_BY_ENGINE.test(error.code) ? null : error.code;
}
