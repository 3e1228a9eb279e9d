/**
 * Why a request was not passed on, with the HTTP status that the agent sees. Command lines try again after 429 and 5xx, and
 * give up after the others: so only what passes by itself has one of those.
 */
export const REFUSAL_STATUS = {
  method_refused: 405,
  path_refused: 404,
  version_refused: 400,
  upgrade_refused: 400,
  header_refused: 400,
  header_duplicate: 400,
  encoding_refused: 415,
  type_refused: 415,
  length_refused: 411,
  token_refused: 401,
  body_too_large: 413,
  body_incomplete: 400,
  json_refused: 400,
  field_refused: 400,
  model_refused: 400,
  tool_refused: 400,
  content_refused: 400,
  requests_exhausted: 403,
  budget_exhausted: 403,
  busy: 429,
  redirect_refused: 502,
  answer_too_large: 502,
  answer_refused: 502,
  upstream_unreachable: 502,
} as const;
export type RefusalCode = keyof typeof REFUSAL_STATUS;

/** `where` names a place in the request, for the agent's eyes alone: it may repeat what the request said. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, where = '') {
    super(where === '' ? code : `${code}: ${where}`);
    this.name = 'Refusal';
    this.code = code;
  }

  get status(): number {
    return REFUSAL_STATUS[this.code];
  }
}
