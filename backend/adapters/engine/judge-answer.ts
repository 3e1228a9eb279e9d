import { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import type { EngineAnswer } from './engine-client.ts';
import { engineFailed } from './engine-error.ts';

/** What the engine says when it fails (Docker Engine API, `ErrorResponse`). */
const failureSchema = z.object({ message: z.string() });

/** @throws CodedError `engine_failed` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw engineFailed('The answer of the engine is not JSON.', error);
    throw error;
  }
}

/** @throws CodedError `engine_failed` */
export function parseAnswer<Answer>(schema: z.ZodType<Answer>, body: unknown): Answer {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw engineFailed('The answer of the engine has another shape than its API promises.', parsed.error);
}

/**
 * The error for an answer with a status other than 200: `image_not_found`, `engine_forbidden` (an authorisation plug-in,
 * or a proxy in front of the socket) or `engine_failed`.
 */
export function toFailure({ status, text }: EngineAnswer, path: string): CodedError {
  if (status === 404 && path.startsWith('/images/') && isEnginesOwn(text)) {
    return new CodedError('image_not_found', 'The engine has no such image.');
  }
  if (status === 401 || status === 403) return new CodedError('engine_forbidden', `The engine refused the request (${status}).`);
  return engineFailed(`The engine answered with status ${status}.`);
}

/** A web server's error page at that address proves no absence. */
function isEnginesOwn(text: string): boolean {
  try {
    return failureSchema.safeParse(JSON.parse(text)).success;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
