import type { WireReviewOptions } from '../../contract/review.ts';
import { toCommit } from '../../core/pin/commit.ts';
import type { PinHistory } from '../../core/pin/pin-history.ts';
import { isSameProject } from '../../core/pin/project.ts';
import type { StoredSummary } from '../../ports/review-store.ts';

type Base = WireReviewOptions['bases'][number];

const MOST_EARLIER_PINS = 10;

export interface BaseQuestion {
  readonly project: string;
  readonly head: string;
  /** Reviews of the server, newest first. */
  readonly reviews: readonly StoredSummary[];
  /** Images of the server on this machine: the revisions that their labels name. */
  readonly installed: readonly { readonly revision: string; readonly date: string | null }[];
  readonly history: PinHistory | null;
}

/**
 * What a review may be compared with, the proposed one first: the last reviewed revision, then the installed one, then the
 * pins. Each commit stands once, the head never, and commits of another project not at all.
 */
export function listBases({ project, head, reviews, installed, history }: BaseQuestion): Base[] {
  const ofProject = reviews.filter(({ summary }) => summary.project !== null && isSameProject(summary.project, project));
  const pins = (history?.intervals ?? []).filter((interval) => isSameProject(interval.project, project)).toReversed();
  const all: readonly Base[] = [
    ...ofProject.flatMap(({ endedAt, summary }): Base[] => (summary.head === null ? [] : [{ commit: summary.head, why: 'lastReviewed', date: endedAt }])).slice(0, 1),
    ...installed.flatMap(({ revision, date }): Base[] => toBase(revision, date)),
    ...pins.filter(({ until }) => until === null).map(({ commit, from }): Base => ({ commit, why: 'pinned', date: from })),
    ...pins.filter(({ until }) => until !== null).slice(0, MOST_EARLIER_PINS).map(({ commit, from }): Base => ({ commit, why: 'earlierPin', date: from })),
  ];
  return all.filter(({ commit }, index) => commit !== head && all.findIndex((other) => other.commit === commit) === index);
}

function toBase(revision: string, date: string | null): Base[] {
  const commit = toCommit(revision);
  return commit === null ? [] : [{ commit, why: 'installed', date }];
}
