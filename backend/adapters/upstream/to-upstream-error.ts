import { CodedError } from '../../core/coded-error.ts';
import { isPortError, type PortErrorCode } from '../../ports/port-error.ts';

/** git tells these apart by words alone (spoken in the C locale): a web page, an old protocol, a broken pack. */
const NO_REPOSITORY = /not valid: is this a git repository|does not appear to be a git repository|bad line length|invalid (?:object|pack)|pack (?:has|is)|index-pack|expected |unexpected|protocol error|not a git repository/i;

/** What a failure of git says about the project: it cannot be asked, or what answers is no git repository. */
export function toUpstreamError(error: unknown): unknown {
  if (!isPortError(error)) return error;
  if (error.code === 'git_timeout') return new CodedError<PortErrorCode>('upstream_unreachable', 'The project took too long to answer.', { cause: error, retryable: true });
  if (error.code !== 'git_failed') return error;
  const code: PortErrorCode = NO_REPOSITORY.test(error.message) ? 'upstream_malformed' : 'upstream_unreachable';
  return new CodedError<PortErrorCode>(code, error.message, { cause: error, retryable: true });
}
