import type { Conclusion } from '../core/review/risk.ts';

/** A pull request of the job's own branch. */
export interface ForgePullRequest {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly title: string;
  readonly body: string;
  readonly headCommit: string;
  /** The repository (`owner/name`) that its head lies in. */
  readonly headRepository: string;
  readonly baseBranch: string;
  readonly labels: readonly string[];
}

export interface PullRequestText {
  readonly title: string;
  readonly body: string;
}

/** A check run on one commit (docs.github.com, REST API, check runs). */
export interface CheckRun {
  readonly name: string;
  readonly commit: string;
  readonly title: string;
  /** One or two sentences, Markdown. */
  readonly summary: string;
  /** The report, Markdown; cut to what the forge takes, with a word that it was cut. */
  readonly text: string;
}

/**
 * Pull requests, checks and labels of one repository. Throws PortError `forge_*`, `cancelled`; no message holds the token.
 */
export interface Forge {
  /** The newest pull request whose head is that branch of this very repository; null where there is none. */
  findPullRequest(branch: string, signal: AbortSignal): Promise<ForgePullRequest | null>;
  readPullRequest(number: number, signal: AbortSignal): Promise<ForgePullRequest>;
  openPullRequest(request: PullRequestText & { readonly branch: string; readonly base: string }, signal: AbortSignal): Promise<ForgePullRequest>;
  updatePullRequest(number: number, text: PullRequestText, signal: AbortSignal): Promise<void>;
  /** Starts a check, or takes up the one of that name on that commit; answers its id. */
  startCheck(check: Pick<CheckRun, 'name' | 'commit' | 'title' | 'summary'>, signal: AbortSignal): Promise<number>;
  finishCheck(id: number, check: CheckRun & { readonly conclusion: Conclusion }, signal: AbortSignal): Promise<void>;
  /** Replaces the labels that begin with `security-`; other labels stay. Writes only when they differ. */
  setSecurityLabels(number: number, labels: readonly string[], signal: AbortSignal): Promise<void>;
}
