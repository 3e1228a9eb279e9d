import { failed, notApplicable, passed, unknown } from './check.ts';
import type { Facts } from './facts.ts';
import { distinctRevisions, singleRevision, toCommit } from './revision.ts';
import { isInSignedNamespace } from './signed-namespace.ts';
import type { Check } from './verdict.ts';

/** Does the image say which commit it was built from, with one voice on all its platforms? */
export function checkLabel(facts: Facts): Check {
  const { labels } = facts.subject;
  if (!labels.known) return unknown('label', labels.code, { detail: labels.detail });
  const revisions = distinctRevisions(labels.value);
  const [first, second] = revisions;
  if (first !== undefined && second !== undefined) {
    return failed('label', 'labels_differ_between_platforms', { label: first, 'other label': second });
  }
  const revision = singleRevision(labels.value);
  const values = { label: first ?? null };
  if (revision !== null && toCommit(revision) !== null) return passed('label', values);
  if (!isInSignedNamespace(facts)) return notApplicable('label', 'no_label', values);
  return failed('label', revision === null ? 'label_missing' : 'label_malformed', values);
}
