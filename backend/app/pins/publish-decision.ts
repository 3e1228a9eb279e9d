import { isSameText, isSealed, type SealableText } from '../../core/pin/seal-text.ts';
import type { ForgePullRequest } from '../../ports/forge.ts';

/** What a pull request that is there already means for an update. */
export type PublishDecision = 'open' | 'refresh' | 'unchanged' | 'merged' | 'edited' | 'closed';

export interface ProposedPullRequest {
  /** The text that it should have. */
  readonly text: SealableText;
  /** The branch it should lead to. */
  readonly base: string;
  /** The commit that its branch stands at. */
  readonly commit: string;
}

/**
 * Decides what may be done to the newest pull request of a branch; null where there is none. One that a person edited or
 * closed is left alone. After a merge a further move is a pull request of its own.
 */
export function decidePublication(found: ForgePullRequest | null, { text, base, commit }: ProposedPullRequest): PublishDecision {
  if (found === null) return 'open';
  if (found.state === 'merged') return found.headCommit === commit ? 'merged' : 'open';
  const touch = findTouch(found);
  if (touch !== null) return touch;
  if (found.baseBranch !== base) return 'edited';
  return isSameText(found, text) ? 'unchanged' : 'refresh';
}

/** What a person did to a pull request so that neither it nor its branch is written any more; null for nothing. */
export function findTouch(found: ForgePullRequest): 'edited' | 'closed' | null {
  if (found.state === 'merged') return null;
  if (found.state === 'closed') return 'closed';
  return isSealed(found) ? null : 'edited';
}
