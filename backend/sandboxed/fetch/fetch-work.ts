import type { FetchMessage, FetchRequest } from '../protocol/fetch-messages.ts';
import type { GitReach } from './git-environment.ts';

/** Where a fetch works, and what it may take. */
export interface FetchWork {
  readonly request: FetchRequest;
  readonly reach: GitReach;
  /** An empty folder for git's own repositories; never the one that reviewers see. */
  readonly scratch: string;
  /** The empty folder that gets `head`, `base` and the record. */
  readonly target: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** Aborted when one part of the fetch failed: the others need not go on. */
  readonly signal: AbortSignal;
  readonly report: (message: FetchMessage) => void;
}
