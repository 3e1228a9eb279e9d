import type { Verdict } from './verdict.ts';

/** Worst first. A record, so that a new verdict cannot be forgotten. */
const RANK: Readonly<Record<Verdict, number>> = { mismatch: 0, indeterminate: 1, unverified: 2, outdated: 3, verified: 4 };

/** Sorts the worst verdict first, as tables and the panel show them: negative when `left` is worse. */
export function compareVerdicts(left: Verdict, right: Verdict): number {
  return RANK[left] - RANK[right];
}

/** The worse of two verdicts. */
export function worseVerdict(left: Verdict, right: Verdict): Verdict {
  return compareVerdicts(left, right) <= 0 ? left : right;
}

/** Whether a verdict is as bad as `threshold`, or worse: what `--fail-on threshold` fails. */
export function isVerdictAtLeast(verdict: Verdict, threshold: Verdict): boolean {
  return compareVerdicts(verdict, threshold) <= 0;
}
