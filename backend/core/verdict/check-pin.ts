import type { PinPlacement } from '../pin/pin-history.ts';
import { isCatalogNewerThan } from './catalog-age.ts';
import { failed, notApplicable, passed, unknown } from './check.ts';
import type { CatalogFacts, Facts } from './facts.ts';
import { placementValues } from './placement-values.ts';
import { statedCommit } from './stated-commit.ts';
import { isUnsignedByRight, stepWithoutSignature } from './step-without-signature.ts';
import type { Check } from './verdict.ts';

/** The steps on which the last one stands. */
export interface EarlierSteps {
  readonly signature: Check;
  readonly label: Check;
  readonly entry: Check;
}

/** Is the commit that the image states the pin of its server, or was it ever? */
export function checkPin(facts: Facts, placement: PinPlacement, earlier: EarlierSteps): Check {
  const { catalog } = facts;
  if (!catalog.known || earlier.entry.state === 'unknown') return unknown('pin', 'not_reached', {});
  if (earlier.entry.state === 'notApplicable') return notApplicable('pin', 'not_in_catalog', {});
  const commit = statedCommit(facts);
  const current = currentPin(catalog.value);
  const values = { server: catalog.value.history?.server ?? null, label: commit, pin: current, ...placementValues(placement) };
  if (commit === null) {
    return earlier.label.state === 'notApplicable' ? notApplicable('pin', 'no_label', values) : unknown('pin', 'not_reached', values);
  }
  if (!isConsistent(placement, current, commit)) {
    return unknown('pin', 'entry_unreadable', { ...values, detail: 'the entry and its history disagree about the current pin' });
  }
  if (placement.state === 'none') return notApplicable('pin', 'server_without_pins', values);
  return placement.state === 'never'
    ? checkNeverPinned(facts, placement, { ...earlier, catalog: catalog.value, values })
    : checkPinned(placement, earlier.signature, values);
}

/** The catalog's current pin of the server, 40 lower-case hexadecimal digits; null where it has none. */
export function currentPin(catalog: CatalogFacts): string | null {
  return catalog.entry.known ? (catalog.entry.value?.source?.commit ?? null) : null;
}

/** Entry and history are read from one state of the registry: where they disagree, neither proves anything. */
function isConsistent(placement: PinPlacement, current: string | null, commit: string): boolean {
  if (placement.state === 'none') return current === null;
  return (placement.state === 'current') === (current === commit);
}

type Values = Readonly<Record<string, string | null>>;

function checkPinned(placement: Extract<PinPlacement, { state: 'current' | 'former' }>, signature: Check, values: Values): Check {
  if (isUnsignedByRight(signature)) return notApplicable('pin', 'declared_only', values);
  if (signature.state !== 'passed') return unknown('pin', 'not_reached', values);
  if (placement.state === 'current') return passed('pin', values);
  return passed('pin', values, placement.kind === 'withdrawn' ? 'pin_withdrawn' : 'pin_superseded');
}

interface NeverPinnedContext {
  readonly signature: Check;
  readonly catalog: CatalogFacts;
  readonly values: Values;
}

function checkNeverPinned(facts: Facts, { firstPinnedAt }: Extract<PinPlacement, { state: 'never' }>, context: NeverPinnedContext): Check {
  const { signature, catalog } = context;
  if (signature.state !== 'passed' || facts.signature.state !== 'verified') return stepWithoutSignature('pin', signature);
  const { loggedAt } = facts.signature.signature;
  const values = { ...context.values, 'logged at': loggedAt, 'catalog fetched at': catalog.fetchedAt };
  if (Date.parse(loggedAt) < Date.parse(firstPinnedAt)) return notApplicable('pin', 'before_pinning', values);
  if (!isCatalogNewerThan(facts, catalog, loggedAt)) return unknown('pin', 'catalog_older_than_image', values);
  return failed('pin', 'revision_never_pinned', values);
}
