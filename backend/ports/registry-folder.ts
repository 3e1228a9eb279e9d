import type { PinProblem } from '../core/pin/pin-problem.ts';

/** One `servers/<name>/server.yaml` as it stands. */
export interface RegistryFile {
  readonly server: string;
  /** Path inside the registry, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** The entries of a registry. What cannot be read costs that entry alone. */
export interface RegistryListing {
  /** Sorted by server. */
  readonly files: readonly RegistryFile[];
  readonly problems: readonly PinProblem[];
}

/** A commit that moves one pin. */
export interface PinCommit {
  readonly server: string;
  readonly file: string;
  readonly text: string;
  readonly message: string;
  /** ISO 8601 UTC: of author and committer, so that the same move gives the same commit. */
  readonly date: string;
  /** The commit of main that it builds on. */
  readonly parent: string;
}

/** Where main and the job's branches stand, by one look. */
export interface RegistryHeads {
  /** Null where the repository is empty. */
  readonly main: { readonly branch: string; readonly commit: string } | null;
  /** Commits by branch name (without `refs/heads/`). */
  readonly branches: ReadonlyMap<string, string>;
}

/** What a branch of the job holds. */
export interface BranchContent {
  /** One commit on its parent, made by this program, that changes that file alone: nobody else's work would be lost with it. */
  readonly isOwn: boolean;
  /** The file there, and in the parent; null where it is not. */
  readonly text: string | null;
  readonly parentText: string | null;
}

export interface BranchMove {
  readonly branch: string;
  readonly commit: string;
  /** Where it must stand; null: it must not be there. */
  readonly expected: string | null;
}

/** `refused`: it stood elsewhere by then, is checked out here, or the remote did not want it. */
export type PushResult = { readonly state: 'pushed' | 'unchanged' } | { readonly state: 'refused'; readonly reason: string };

/**
 * The git repository of a registry. Nothing here touches its work tree or index, but for `writeFile`. A `remote` is a name or
 * URL that a person gave; null stands for the repository itself.
 * Throws PortError `registry_folder_unreadable`, `registry_folder_unwritable`, `push_failed`, `git_*`, `cancelled`.
 */
export interface RegistryFolder {
  /** Entries of the work tree (null), or of a commit. */
  listFiles(revision: string | null, signal: AbortSignal): Promise<RegistryListing>;
  /** Names of servers whose folder differs between two revisions (`newer` null: the work tree, with files that git does not know yet). */
  changedServers(older: string, newer: string | null, signal: AbortSignal): Promise<readonly string[]>;
  /** The commit that a revision names; null where there is none. */
  resolve(revision: string, signal: AbortSignal): Promise<string | null>;
  /** The commit that two of them have in common; null where there is none, or the clone is too shallow to know. */
  mergeBase(one: string, other: string, signal: AbortSignal): Promise<string | null>;
  /** Main, and the branches that begin with `prefix`. */
  readHeads(remote: string | null, prefix: string, signal: AbortSignal): Promise<RegistryHeads>;
  /** Brings commits of those branches here, without a reference to them. */
  obtain(remote: string | null, heads: readonly { readonly branch: string; readonly commit: string }[], signal: AbortSignal): Promise<void>;
  /** What those commits hold, in their order; the job's stand on a commit of main. */
  readBranches(question: { readonly branches: readonly { readonly commit: string; readonly file: string }[]; readonly main: string }, signal: AbortSignal): Promise<readonly BranchContent[]>;
  /** Makes commits (in one run of git) without moving anything people see; answers the commit of each server. */
  commitPins(commits: readonly PinCommit[], signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** Points branches at commits, each only from where it is expected; answers by branch name. */
  publish(remote: string | null, moves: readonly BranchMove[], signal: AbortSignal): Promise<ReadonlyMap<string, PushResult>>;
  /** Writes an entry into the work tree, whole or not at all; never over an existing one unless told so. */
  writeFile(file: RegistryFile, mayReplace: boolean): Promise<void>;
}
