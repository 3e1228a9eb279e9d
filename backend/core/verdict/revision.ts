import type { RevisionLabel } from './facts.ts';

/** A full git commit id (SHA-1), in either case. Prefixes never equal a pin. */
const FULL_COMMIT = /^[0-9a-f]{40}$/i;

/** The revision as a commit id in lower case; null when the text is anything but 40 hexadecimal digits. */
export function toCommit(revision: string): string | null {
  return FULL_COMMIT.test(revision) ? revision.toLowerCase() : null;
}

/** Whether two texts name the same revision: commit ids in either case, anything else to the letter. */
export function isSameRevision(left: string, right: string): boolean {
  return canonical(left) === canonical(right);
}

/** The different revisions that the labels of an image name, as first spelled, in the order of its platforms. */
export function distinctRevisions(labels: readonly RevisionLabel[]): readonly string[] {
  const values = labels.map((label) => label.value).filter((value) => value !== null);
  return values.filter((value, index) => values.findIndex((other) => isSameRevision(other, value)) === index);
}

/** The one revision on which every platform agrees; null when one is silent, or two differ. */
export function singleRevision(labels: readonly RevisionLabel[]): string | null {
  const [revision = null, other] = distinctRevisions(labels);
  const isComplete = labels.every((label) => label.value !== null);
  return isComplete && other === undefined ? revision : null;
}

function canonical(revision: string): string {
  return toCommit(revision) ?? revision;
}
