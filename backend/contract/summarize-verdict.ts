import type { Code } from './codes.ts';
import { fill, shorten, type Values } from './fill.ts';
import type { VerdictName, WireCheck } from './verification.ts';
import { describeCode } from './words.ts';

/** What a summary is made from: a decision of the core, or a verification from the wire. */
export interface VerdictSummaryInput {
  readonly verdict: VerdictName;
  readonly code: Code | null;
  readonly checks: readonly { readonly id: WireCheck['id']; readonly code: Code | null; readonly values: Values }[];
}

/** The verdict's own words; an icon never stands without one. */
export const VERDICT_TITLES: Readonly<Record<VerdictName, string>> = {
  verified: 'Verified',
  outdated: 'Outdated',
  unverified: 'Unverified',
  mismatch: 'Mismatch',
  indeterminate: "Couldn't check",
};

const VERIFIED = 'Built from the audited commit {label} and signed by {signer}.';
const SUPERSEDED = 'Signed by {signer}, but {pins} and {days} old: built from {label}, pinned until {pinned until}[; the registry now pins {pin}].';
const WITHDRAWN = 'Signed by {signer}, but the registry withdrew its commit {label} on {pinned until}[; it now pins {pin}].';

/**
 * The verdict in one sentence, plain text. `signer` is who holds the trusted key, as a person knows it (e.g. "Docker");
 * without it the key's name stands.
 */
export function summarizeVerdict(input: VerdictSummaryInput, signer: string | null = null): string {
  const values = sentenceValues(input, signer);
  switch (input.verdict) {
    case 'verified':
      return fill(VERIFIED, values);
    case 'outdated':
      return fill(input.code === 'pin_withdrawn' ? WITHDRAWN : SUPERSEDED, values);
    case 'unverified':
    case 'mismatch':
      return codeSentence(input);
    case 'indeterminate':
      return `Couldn't check: ${lowerFirst(codeSentence(input))}`;
  }
}

/** The words of the code that decided, with the values of the check that it stands on. */
function codeSentence({ code, checks }: VerdictSummaryInput): string {
  if (code === null) return 'Nothing proves or contradicts this image.';
  return describeCode(code, checks.find((check) => check.code === code)?.values ?? {}).message;
}

function sentenceValues({ checks }: VerdictSummaryInput, signer: string | null): Values {
  const pin = valuesOf(checks, 'pin');
  return {
    ...shorten(pin),
    signer: signer ?? valuesOf(checks, 'signature')['key'] ?? 'a trusted key',
    pins: count(pin['pins behind'], 'pin'),
    days: count(pin['days behind'], 'day'),
  };
}

function valuesOf(checks: VerdictSummaryInput['checks'], id: WireCheck['id']): Values {
  return checks.find((check) => check.id === id)?.values ?? {};
}

function count(number: string | undefined, unit: string): string {
  return number === '1' ? `one ${unit}` : `${number ?? 'some'} ${unit}s`;
}

/** Names ("Docker", "GitHub") never open the sentences of the codes for gaps, so the first letter may be lowered. */
function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
