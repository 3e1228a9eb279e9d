import { errorSchema } from '../../../backend/contract/api.ts';
import type { WireError } from '../../../backend/contract/api.ts';

/** What a screen needs to know about a failed request. `unreachable`: the backend gave no answer of its own. */
export type ProblemKind = 'unreachable' | 'refused' | 'malformed';

/** A request that failed, with the words of the backend where it answered. */
export class BackendProblem extends Error {
  readonly kind: ProblemKind;
  readonly code: string;
  readonly hint: string;

  constructor(kind: ProblemKind, words: { readonly code: string; readonly message: string; readonly hint: string }) {
    super(words.message);
    this.name = 'BackendProblem';
    this.kind = kind;
    this.code = words.code;
    this.hint = words.hint;
  }
}

/** The backend gave no answer: it is starting, updating or gone. */
export function toUnreachable(): BackendProblem {
  return new BackendProblem('unreachable', {
    code: 'backend_unreachable',
    message: 'The backend of this extension does not answer.',
    hint: 'It may still be starting. If this stays, restart the extension.',
  });
}

/** The backend answered with something that is not what the contract says. */
export function toMalformed(path: string): BackendProblem {
  return new BackendProblem('malformed', {
    code: 'backend_answer_malformed',
    message: `The backend gave an answer that this panel cannot read (${path.replace(/\?.*$/, '')}).`,
    hint: 'Panel and backend may be of different versions: reload the panel, or update the extension.',
  });
}

/** The error answer of the backend (`{code, message, hint}`); null when the value is not one. */
export function toRefusal(answer: unknown): BackendProblem | null {
  const parsed = errorSchema.safeParse(answer);
  return parsed.success ? toProblem(parsed.data) : null;
}

/** Words that came inside another answer (a job's error) as a problem that a screen can show. */
function toProblem(error: WireError): BackendProblem {
  return new BackendProblem('refused', error);
}
