import type { ChangedFile, CommitSummary } from '../core/review/scope.ts';

/** What lies between two commits of a project. */
export interface UpstreamChanges {
  /** Newest first (`newer` itself in front), at most 100, with how many there are. */
  readonly commits: readonly CommitSummary[];
  readonly commitCount: number;
  /** Inside of the server's folder, at most 300, with how many there are. */
  readonly files: readonly ChangedFile[];
  readonly fileCount: number;
}

/** The branches and tags of a project at one look. */
export interface UpstreamReferences {
  /** Commit of a branch or tag (`main`, `v1.0`, `refs/…`), tags peeled; null where there is none. */
  commitOf(reference: string): string | null;
  /** The branch that the project's HEAD names. */
  readonly defaultBranch: string | null;
}

/** The history of one project, fetched without file contents as far as its server allows. Commits are full ids. */
export interface UpstreamProject {
  hasCommit(commit: string): Promise<boolean>;
  /** Tells whether `commit` is `head`, or one that `head` builds on. */
  isReachable(commit: string, head: string): Promise<boolean>;
  /** A branch or tag that contains the commit (`refs/…`); null where none does. Asks the project for all of them, once. */
  findContaining(commit: string): Promise<string | null>;
  /** Tells whether the commit has a file or folder there. */
  hasPath(commit: string, path: string, kind: 'file' | 'folder'): Promise<boolean>;
  changesBetween(older: string, newer: string, directory: string | null): Promise<UpstreamChanges>;
}

export interface UpstreamCall {
  readonly signal: AbortSignal;
}

/** What is to be fetched of a project. */
export interface UpstreamWants {
  /** Commits that `listReferences` named: exactly these are fetched, wherever their branches stand by now. */
  readonly heads: readonly string[];
  /** Commits that are fetched as well where the server gives them out: a commit of a fork may be one. */
  readonly commits: readonly string[];
}

/**
 * Projects of servers, by normalised https URL. Throws PortError `upstream_unreachable`, `upstream_malformed`,
 * `git_missing`, `cancelled`.
 */
export interface Upstream {
  /** References alone: one question to the project, whatever it is asked for afterwards. */
  listReferences(project: string, call: UpstreamCall): Promise<UpstreamReferences>;
  open(project: string, wants: UpstreamWants, call: UpstreamCall): Promise<UpstreamProject>;
}
