import { CodedError } from '../coded-error.ts';
import type { RejectionCode } from './signature-code.ts';

/** A signature is either wrong, or of a kind that cannot be judged here. */
export type RefusalCode = RejectionCode | 'signature_format_unsupported';

/** Ends the verification of one signature; becomes a finding, never leaves this folder. */
export class SignatureRefusal extends CodedError<RefusalCode> {}

const MAX_DETAIL_LENGTH = 200;

/** Control, format (bidirectional overrides), surrogate, private-use and unassigned characters, and line separators. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Makes text from outside fit for one line of evidence: unprintable characters become spaces, the rest is cut. */
export function toDetail(text: string): string {
  return text.slice(0, MAX_DETAIL_LENGTH).replace(UNPRINTABLE, ' ');
}

/**
 * Runs a parser of outside data and turns its coded error into a refusal with this part's own code, which may depend
 * on the parser's. `what` names the part that was read.
 * @throws SignatureRefusal
 */
export function refuseAs<T>(code: RefusalCode | ((parserCode: string) => RefusalCode), what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CodedError) || error instanceof SignatureRefusal) throw error;
    const own = typeof code === 'function' ? code(String(error.code)) : code;
    throw new SignatureRefusal(own, `${what}: ${error.message}`, { cause: error });
  }
}
