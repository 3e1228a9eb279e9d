import { fill, shorten, type Values } from './fill.ts';
import type { Code } from './codes.ts';
import type { WireCheck } from './verification.ts';
import { describeCode } from './words.ts';

/** What a check says when it passed and nothing is to be added. */
const PASSED: Readonly<Record<WireCheck['id'], string>> = {
  image: 'This is the content that {repository} has under its digest.',
  digest: 'The image is identified by {digest}.',
  signature: 'Signed with the key "{key}", logged on {logged at}.',
  reference: 'The signature was made for {repository}.',
  claim: 'The signature claims the same revision as the label: {claim}.',
  label: 'The image says it was built from {label}.',
  catalog: 'The catalog was fetched on {catalog fetched at}.',
  entry: 'This is the image of the server "{server}".',
  pin: 'The registry pins {label} since {pinned from}.',
};

export interface DescribedCheck {
  readonly id: WireCheck['id'];
  readonly code: Code | null;
  readonly values: Values;
}

/** The sentence of a check, and what to do. Takes a check of the core as well as one from the wire. */
export function describeCheck({ id, code, values }: DescribedCheck): { readonly message: string; readonly hint: string } {
  return code === null ? { message: fill(PASSED[id], shorten(values)), hint: '' } : describeCode(code, values);
}
