import { isSameRepository, type Repository } from '../image/repository.ts';
import type { SignatureSummary } from '../signature/signature.ts';

/**
 * The repository that the valid signatures name, and that the reference check judges: the image's own where any of them
 * names it (two servers may share one digest, signed once for each), else the first one named. Null where none is.
 */
export function referencedRepository(signature: SignatureSummary, own: Repository): Repository | null {
  if (signature.state !== 'verified') return null;
  const named = [signature.signature, ...signature.others].map((valid) => valid.repository).filter((repository) => repository !== null);
  return named.find((repository) => isSameRepository(repository, own)) ?? named[0] ?? null;
}
