import { matchesRepositoryPattern } from '../image/repository-pattern.ts';
import type { Facts } from './facts.ts';

/** Whether the repository belongs to a namespace in which every image must be signed. */
export function isInSignedNamespace({ subject, policy }: Pick<Facts, 'subject' | 'policy'>): boolean {
  return policy.signedRepositories.some((pattern) => matchesRepositoryPattern(subject.repository, pattern));
}
