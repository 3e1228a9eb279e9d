import { CodedError } from '../core/coded-error.ts';
import { HTTP_STATUS } from '../contract/http-status.ts';
import { toWireError } from '../app/present/to-wire-error.ts';
import type { Code } from '../contract/codes.ts';

/** A refusal by the API itself, with no more to say than its code. */
export class CodedAnswer extends CodedError<Code> {
  constructor(code: Code, message = '') {
    super(code, message);
  }
}

/** The one place where a failure becomes an HTTP answer: never a stack, never a secret. A bug is logged and answered as `internal`. */
export function answerError(error: unknown): Response {
  const wire = toWireError(error);
  if (wire.code === 'internal') console.error(error);
  return Response.json(wire, { status: HTTP_STATUS[wire.code] });
}
