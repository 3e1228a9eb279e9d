import { z } from 'zod';
import type { GapCode } from '../../core/gap-code.ts';
import type { HttpAnswer } from './http-exchange.ts';
import { registryError } from './registry-error.ts';

/** Distribution spec, error codes; the body of an error may carry them. */
const errorBody = z.object({ errors: z.array(z.object({ code: z.string() })).min(1) });

/** Sent by registries with every answer since Docker's registry 2.0. */
const API_VERSION = 'docker-distribution-api-version';

const NAMES_NOTHING: ReadonlySet<string> = new Set(['MANIFEST_UNKNOWN', 'NAME_UNKNOWN', 'BLOB_UNKNOWN', 'NOT_FOUND', 'TAG_UNKNOWN']);

/**
 * Tells whether a registry itself answered, by header or by error code. A load balancer, proxy or captive portal
 * answers 404 too, and that must never be read as "there is no signature".
 */
export function isFromRegistry({ headers, content, sameOrigin }: HttpAnswer): boolean {
  if (!sameOrigin) return false;
  if (headers.get(API_VERSION)?.startsWith('registry/2') === true) return true;
  return errorCodes(content?.bytes ?? new Uint8Array()).some((code) => NAMES_NOTHING.has(code));
}

/** Tells whether the registry says that the whole repository is unknown to it. */
export function namesUnknownRepository({ content }: HttpAnswer): boolean {
  return errorCodes(content?.bytes ?? new Uint8Array()).includes('NAME_UNKNOWN');
}

/**
 * The failure that an answer other than 200 means. `missing` is the code of a 404 that counts.
 */
export function toAnswerError(answer: HttpAnswer, host: string, missing: GapCode): Error {
  const { status, sameOrigin } = answer;
  if (status === 404 && isFromRegistry(answer)) return registryError(missing, `${host} does not have it.`);
  if (status === 401 && sameOrigin) return registryError('registry_unauthorized', `${host} refuses this login.`);
  if (status === 403 && sameOrigin) return registryError('registry_forbidden', `${host} does not allow this.`);
  if (status >= 500 || status === 408) return registryError('registry_unavailable', `${host} answered with status ${status}.`, { retryable: true });
  return registryError('registry_bad_answer', `${host} answered with the unexpected status ${status}.`, { retryable: true });
}

function errorCodes(bytes: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(bytes);
  if (!text.startsWith('{')) return [];
  try {
    const body = errorBody.safeParse(JSON.parse(text));
    return body.success ? body.data.errors.map((error) => error.code) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
