import { failed, notApplicable, passed, unknown } from './check.ts';
import type { Facts } from './facts.ts';
import { distinctRevisions, isSameRevision } from './revision.ts';
import { signedClaim } from './stated-commit.ts';
import { stepWithoutSignature } from './step-without-signature.ts';
import type { Check } from './verdict.ts';

/** Does the signed revision claim equal the label? Without a claim the label counts alone: it is part of the signed digest. */
export function checkClaim(facts: Facts, signature: Check): Check {
  if (signature.state !== 'passed') return stepWithoutSignature('claim', signature);
  const claim = signedClaim(facts);
  if (claim === null) return notApplicable('claim', 'no_claim', {});
  const { labels } = facts.subject;
  if (!labels.known) return unknown('claim', labels.code, { claim, detail: labels.detail });
  const revisions = distinctRevisions(labels.value);
  if (revisions.length === 0) return notApplicable('claim', 'no_label', { claim });
  const other = revisions.find((revision) => !isSameRevision(revision, claim));
  return other === undefined ? passed('claim', { claim }) : failed('claim', 'claim_differs_from_label', { claim, label: other });
}
