import { placePin } from '../pin/place-pin.ts';
import type { PinPlacement } from '../pin/pin-history.ts';
import { decidePublisher } from '../publisher/decide-publisher.ts';
import { checkCatalog } from './check-catalog.ts';
import { checkClaim } from './check-claim.ts';
import { checkDigest } from './check-digest.ts';
import { checkEntry } from './check-entry.ts';
import { checkImage } from './check-image.ts';
import { checkLabel } from './check-label.ts';
import { checkPin, currentPin } from './check-pin.ts';
import { checkReference } from './check-reference.ts';
import { checkSignature } from './check-signature.ts';
import { conclude } from './conclude.ts';
import { toEvidenceText } from './evidence-text.ts';
import type { Facts } from './facts.ts';
import { distinctRevisions } from './revision.ts';
import { isInSignedNamespace } from './signed-namespace.ts';
import { signedClaim, statedCommit } from './stated-commit.ts';
import type { Check, Decision } from './verdict.ts';

/**
 * Decides what is proven about one image. Facts and gaps in; nine checks in the order of the chain of evidence, and one
 * verdict out. Pure: the same facts give the same decision. The rules are in docs/verdicts.md.
 * @throws CodedError `reference_malformed` when the policy holds a malformed repository pattern
 */
export function decideVerdict(facts: Facts): Decision {
  const signature = checkSignature(facts);
  const label = checkLabel(facts);
  const entry = checkEntry(facts);
  const placement = placeStatedCommit(facts, entry);
  const pin = checkPin(facts, placement, { signature, label, entry });
  const checks = [
    checkImage(facts),
    checkDigest(facts),
    signature,
    checkReference(facts, signature),
    checkClaim(facts, signature),
    label,
    checkCatalog(facts),
    entry,
    pin,
  ];
  return {
    ...conclude(checks),
    checks,
    revision: revisionOf(facts),
    pin: placement.state === 'never' && !saysNever(pin) ? { state: 'none' } : placement,
    signature: facts.signature,
    publisher: publisherOf(facts),
  };
}

/** "Never pinned" is not said in passing: neither where the check could not say it, nor of a time when nothing was pinned. */
function saysNever(pin: Check): boolean {
  return pin.state !== 'unknown' && pin.code !== 'before_pinning';
}

/** A repository that is not (or no more) the image of a server has no place in that server's history. */
function placeStatedCommit(facts: Facts, entry: Check): PinPlacement {
  const commit = statedCommit(facts);
  const history = facts.catalog.known ? facts.catalog.value.history : null;
  if (commit === null || history === null || entry.state !== 'passed') return { state: 'none' };
  return placePin(history, commit, facts.now);
}

function revisionOf(facts: Facts): Decision['revision'] {
  const { subject, catalog } = facts;
  const label = subject.labels.known ? distinctRevisions(subject.labels.value)[0] : undefined;
  const claim = signedClaim(facts);
  return {
    label: label === undefined ? null : toEvidenceText(label),
    claim: claim === null ? null : toEvidenceText(claim),
    pin: catalog.known ? currentPin(catalog.value) : null,
  };
}

function publisherOf(facts: Facts): Decision['publisher'] {
  const entry = facts.catalog.known && facts.catalog.value.entry.known ? facts.catalog.value.entry.value : null;
  return decidePublisher({
    entry,
    repository: facts.subject.repository,
    isSignedNamespace: isInSignedNamespace(facts),
    signatureState: facts.signature.state,
    knownPublishers: facts.policy.knownPublishers,
  });
}
