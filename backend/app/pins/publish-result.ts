import { CodedError } from '../../core/coded-error.ts';
import type { ForgePullRequest } from '../../ports/forge.ts';
import { isPortError } from '../../ports/port-error.ts';

/** What became of one server's pull request. */
export interface PublishedPullRequest {
  readonly server: string;
  readonly outcome: 'opened' | 'refreshed' | 'unchanged' | 'merged' | 'untouchable' | 'failed';
  readonly number: number | null;
  readonly url: string | null;
  /** `pull_request_untouchable` or `forge_*`; null for the other outcomes. */
  readonly error: CodedError | null;
}

export function untouchable({ number }: Pick<ForgePullRequest, 'number'>, touch: 'edited' | 'closed'): CodedError {
  return new CodedError('pull_request_untouchable', `#${number} was ${touch}`);
}

/** An outage is a result; a bug, and the wish to end, are not. */
export async function orCodedError<Result>(work: () => Promise<Result>): Promise<Result | CodedError> {
  try {
    return await work();
  } catch (error) {
    if (!isPortError(error) || error.code === 'cancelled') throw error;
    return error;
  }
}
