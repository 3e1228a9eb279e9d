import type { UpstreamChanges } from '../../ports/upstream.ts';

/**
 * `updated`: its branch was made or moved. `standing`: its branch holds this very update already. `planned`: what a dry run
 * would do. `unrelated`: left out, because nothing changed in the server's folder. `postponed`: beyond `maxNew`.
 * `untouchable`: a person worked on its branch or pull request. `failed`: see `problem`.
 */
export type PinUpdateState = 'updated' | 'standing' | 'planned' | 'unrelated' | 'postponed' | 'untouchable' | 'failed';

/** One server whose branch advanced, or that could not be updated. */
export interface PinUpdate {
  readonly server: string;
  readonly file: string;
  /** Normalised URL; null where the entry cannot be read. */
  readonly project: string | null;
  readonly directory: string | null;
  /** Branch or tag that is followed; null for the project's default branch. */
  readonly tracked: string | null;
  readonly oldCommit: string | null;
  readonly newCommit: string | null;
  /** Web page with what lies between the two; null on forges whose addresses are not known. */
  readonly compareUrl: string | null;
  readonly changes: UpstreamChanges | null;
  /** `automation/update-pin-<server>` */
  readonly branch: string;
  readonly title: string;
  /** The commit in the registry that the branch has (or would lose); null where there is none. */
  readonly commit: string | null;
  readonly state: PinUpdateState;
  readonly problem: UpdateProblem | null;
}

export interface UpdateProblem {
  readonly code: string;
  readonly detail: string;
}

export interface PinUpdates {
  /** The main branch and its commit that the updates build on. */
  readonly base: { readonly branch: string; readonly commit: string };
  readonly remote: string | null;
  /** Local servers that were looked at. */
  readonly serverCount: number;
  readonly projectCount: number;
  /** Those whose pin is what upstream has. */
  readonly currentCount: number;
  /** By server. */
  readonly updates: readonly PinUpdate[];
}

export const UPDATE_BRANCHES = 'automation/update-pin-';
