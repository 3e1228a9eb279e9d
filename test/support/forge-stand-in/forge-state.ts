/** What the stand-in keeps, in the words of GitHub's answers. */

export interface StoredPullRequest {
  readonly number: number;
  state: 'open' | 'closed';
  mergedAt: string | null;
  title: string;
  body: string | null;
  readonly branch: string;
  readonly base: string;
  /** `owner/name` of the repository that the head lies in; null when that fork was deleted. */
  readonly headRepository: string | null;
  /** The head when it was opened, closed or merged; an open one follows its branch. */
  sha: string;
  labels: string[];
}

export interface StoredCheckRun {
  readonly id: number;
  name: string;
  readonly commit: string;
  externalId: string;
  status: string;
  conclusion: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  startedAt: string | null;
  completedAt: string | null;
}

export interface ForgeState {
  readonly pullRequests: StoredPullRequest[];
  readonly checkRuns: StoredCheckRun[];
  /** The commit that a branch stands at; null where there is no such branch. */
  headOf: (branch: string) => string | null;
  hasCommit: (commit: string) => boolean;
  /** Rights of the token. */
  readonly rights: Set<'pulls' | 'checks' | 'labels'>;
  /** Of the primary rate limit. */
  remaining: number;
  /** Seconds since the epoch. */
  reset: number;
}

/** One id for all: issues and pull requests share numbers, and ids only grow. */
export function nextNumber(state: ForgeState): number {
  return Math.max(0, ...state.pullRequests.map(({ number }) => number)) + 1;
}

export function nextCheckId(state: ForgeState): number {
  return Math.max(29_000_000_000, ...state.checkRuns.map(({ id }) => id)) + 1;
}
