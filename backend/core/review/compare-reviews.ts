import type { Finding } from './finding.ts';

export interface ReviewComparison {
  readonly added: readonly Finding[];
  readonly removed: readonly Finding[];
  readonly unchanged: readonly Finding[];
}

/** What changed between two reviews. A finding is the same by rule, file and evidence, wherever its line moved to. */
export function compareReviews(older: readonly Finding[], newer: readonly Finding[]): ReviewComparison {
  const before = new Set(older.map(identity));
  const after = new Set(newer.map(identity));
  return {
    added: newer.filter((finding) => !before.has(identity(finding))),
    removed: older.filter((finding) => !after.has(identity(finding))),
    unchanged: newer.filter((finding) => before.has(identity(finding))),
  };
}

function identity({ rule, file, evidence, message, source }: Finding): string {
  return [rule, file ?? '', source === 'agent' ? message : evidence].join('\u0000');
}
