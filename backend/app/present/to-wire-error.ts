import type { WireError } from '../../contract/api.ts';
import { codeSchema } from '../../contract/codes.ts';
import { plainText } from '../../contract/fill.ts';
import { describeCode } from '../../contract/words.ts';
import { CodedError } from '../../core/coded-error.ts';

/** Details that are a person's own file or input are worth more lines than others. */
const MAX_MESSAGE = 2000;

/** Any failure as `{code, message, hint}`. What carries no code is a bug and says nothing of itself. */
export function toWireError(error: unknown): WireError {
  const code = error instanceof CodedError ? codeSchema.safeParse(error.code) : null;
  if (!(error instanceof CodedError) || code?.success !== true) return { code: 'internal', ...describeCode('internal') };
  const words = describeCode(code.data);
  return { code: code.data, message: error.message === '' ? words.message : printable(error.message), hint: words.hint };
}

/** Line by line, because configuration problems are told one a line. */
function printable(message: string): string {
  return message.slice(0, MAX_MESSAGE).split('\n').map(plainText).join('\n');
}
