import type { CodeWords } from './code-words.ts';
import type { Code } from './codes.ts';
import { fill, shorten, type Values } from './fill.ts';
import { CONTRADICTION_WORDS } from './words-contradiction.ts';
import { GAP_WORDS } from './words-gap.ts';
import { INPUT_WORDS } from './words-input.ts';
import { KEEPING_WORDS } from './words-keeping.ts';
import { MACHINE_WORDS } from './words-machine.ts';
import { REGISTRY_WORDS } from './words-registry.ts';
import { REMARK_WORDS } from './words-remark.ts';
import { REVIEW_WORDS } from './words-review.ts';
import { SIGNATURE_WORDS } from './words-signature.ts';

/** The words of every code. A code without words does not compile. */
export const WORDS: Readonly<Record<Code, CodeWords>> = {
  ...SIGNATURE_WORDS,
  ...CONTRADICTION_WORDS,
  ...GAP_WORDS,
  ...REMARK_WORDS,
  ...INPUT_WORDS,
  ...REGISTRY_WORDS,
  ...MACHINE_WORDS,
  ...REVIEW_WORDS,
  ...KEEPING_WORDS,
} satisfies Record<Code, CodeWords>;

/**
 * What a person reads for a code: one sentence, and what to do (empty when nothing). Values may come from outside; the
 * sentence shows commits, digests and times in their short form.
 */
export function describeCode(code: Code, values: Values = {}): { readonly message: string; readonly hint: string } {
  const short = shorten(values);
  return { message: fill(WORDS[code].message, short), hint: fill(WORDS[code].hint, short) };
}
