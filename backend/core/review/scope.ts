/** A commit between base and head. All text is from outside. */
export interface CommitSummary {
  readonly commit: string;
  /** ISO 8601 UTC. */
  readonly date: string;
  readonly author: string;
  /** First line of its message. */
  readonly subject: string;
}

export interface ChangedFile {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'modified';
}

/** What was put before the reviewer. */
export interface ReviewScope {
  readonly mode: 'full' | 'differential';
  /** Normalised project URL; null for a local directory. */
  readonly project: string | null;
  /** Commit ids; null for a local directory, `base` also for a full review. */
  readonly head: string | null;
  readonly base: string | null;
  /** The server's folder inside the tree (`source.directory`); null for the whole tree. Everything else is context. */
  readonly directory: string | null;
  /** Commits of `base..head`, newest first, at most 200; empty for a full review. */
  readonly commits: readonly CommitSummary[];
  /** False when base is no ancestor of head: then the trees are compared as they are. Null without base, or when it could not be known. */
  readonly isBaseAncestor: boolean | null;
  /** Changed files inside of `directory`, at most 5,000; empty for a full review. */
  readonly changedFiles: readonly ChangedFile[];
}
