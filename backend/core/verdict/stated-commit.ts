import type { Facts } from './facts.ts';
import { singleRevision, toCommit } from './revision.ts';

/** The signed claim of a verified signature; null where there is none. */
export function signedClaim(facts: Facts): string | null {
  return facts.signature.state === 'verified' ? facts.signature.signature.claim : null;
}

/**
 * The commit that is looked up among the pins: what the labels agree on, or what the signed bytes claim where the labels
 * could not be read. Null when the image names no commit.
 */
export function statedCommit(facts: Facts): string | null {
  const { labels } = facts.subject;
  const stated = labels.known ? singleRevision(labels.value) : signedClaim(facts);
  return stated === null ? null : toCommit(stated);
}
