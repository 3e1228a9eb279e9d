import { CodedError } from '../../core/coded-error.ts';
import type { TrustedKey } from '../../core/signature/trust.ts';
import type { World } from '../world.ts';

const ASK_TIMEOUT = 15_000;

/**
 * The announced key with that fingerprint, compared by a person before it is trusted.
 * @throws CodedError `not_found` when no such key is announced (any more)
 */
export async function findCandidate(world: World, fingerprint: string): Promise<TrustedKey> {
  const candidates = await world.publishedKeys.candidates(AbortSignal.timeout(ASK_TIMEOUT));
  const found = candidates.find((key) => key.fingerprint === fingerprint);
  if (found === undefined) throw new CodedError('not_found', 'No key with this fingerprint is announced.');
  return found;
}
