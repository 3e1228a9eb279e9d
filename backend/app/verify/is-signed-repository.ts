import { matchesRepositoryPattern } from '../../core/image/repository-pattern.ts';
import type { Repository } from '../../core/image/repository.ts';
import type { VerdictPolicy } from '../../core/verdict/facts.ts';

/** Whether the repository lies in a namespace whose images are always signed. */
export function isSignedRepository(policy: VerdictPolicy, repository: Repository): boolean {
  return policy.signedRepositories.some((pattern) => matchesRepositoryPattern(repository, pattern));
}
