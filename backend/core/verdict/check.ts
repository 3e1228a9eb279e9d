import type { CheckCode, FailureCode, RemarkCode, VerdictGapCode } from './check-code.ts';
import { toEvidenceText } from './evidence-text.ts';
import type { Check, CheckId } from './verdict.ts';

type Values = Readonly<Record<string, string | null>>;

/** A step that holds; `code` adds a remark. */
export function passed(id: CheckId, values: Values, code: RemarkCode | null = null): Check {
  return { id, state: 'passed', code, values: toValues(values) };
}

/** A contradiction. */
export function failed(id: CheckId, code: FailureCode, values: Values): Check {
  return { id, state: 'failed', code, values: toValues(values) };
}

/** A step that could not be checked. */
export function unknown(id: CheckId, code: VerdictGapCode, values: Values): Check {
  return { id, state: 'unknown', code, values: toValues(values) };
}

/** A step that means nothing for this image: it proves nothing, and contradicts nothing. */
export function notApplicable(id: CheckId, code: RemarkCode, values: Values): Check {
  return { id, state: 'notApplicable', code, values: toValues(values) };
}

/** The id, state and code of a check as one text, e.g. `claim:notApplicable:no_claim`. */
export function checkOutcome(check: { readonly id: CheckId; readonly state: Check['state']; readonly code: CheckCode | null }): string {
  return `${check.id}:${check.state}:${check.code ?? ''}`;
}

/** Values that are absent are left out; all others may come from outside. */
function toValues(values: Values): Check['values'] {
  const present = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null);
  return Object.fromEntries(present.map(([name, value]) => [name, toEvidenceText(value)]));
}
