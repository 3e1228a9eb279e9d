import type { WireError } from '../../contract/api.ts';
import { VERDICT_TITLES } from '../../contract/summarize-verdict.ts';
import type { Verification, WireCheck } from '../../contract/verification.ts';
import { describeCode } from '../../contract/words.ts';
import { toWireError } from './to-wire-error.ts';

const STEPS: readonly WireCheck['id'][] = ['image', 'digest', 'signature', 'reference', 'claim', 'label', 'catalog', 'entry', 'pin'];

export interface FailedItem {
  readonly reference: string;
  readonly error: unknown;
  /** ISO 8601 UTC. */
  readonly now: string;
}

/** A reference that could not even be looked at: indeterminate, with the cause at the first step and nothing reached after it. */
export function toFailedVerification({ reference, error, now }: FailedItem): Verification {
  const cause = toOneLine(toWireError(error));
  const checks = STEPS.map((id, index): WireCheck =>
    index === 0
      ? { id, state: 'unknown', ...cause, values: {}, commands: [] }
      : { id, state: 'notApplicable', code: 'not_reached', ...describeCode('not_reached'), values: {}, commands: [] },
  );
  return {
    reference,
    verdict: 'indeterminate',
    summary: `${VERDICT_TITLES.indeterminate}: ${cause.message}`,
    server: null,
    image: { id: null, digest: null, platform: null },
    checks,
    revision: { label: null, claim: null, pin: null, url: null },
    pin: { state: 'none', kind: null, pinsBehind: null, daysBehind: null, history: [] },
    signature: { state: 'notCheckable', keyFingerprint: null, keyName: null, loggedAt: null, rejected: [], newKeyFingerprint: null },
    publisher: { level: 'unknown', name: null, builtBy: 'unknown', evidence: [] },
    catalogFetchedAt: null,
    checkedAt: now,
  };
}

/** A summary is one sentence, and a line break from outside could forge the next row of a table. */
function toOneLine(error: WireError): WireError {
  return { ...error, message: error.message.replaceAll('\n', ' ') };
}
