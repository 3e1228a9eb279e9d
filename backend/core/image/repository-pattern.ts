import { isSameRepository, parseRepository, type Repository } from './repository.ts';
import { parseRepositoryPrefix, restBelow, type RepositoryPrefix } from './repository-prefix.ts';

/** Which repositories are meant: one, those one level below a prefix (`/*`), or all below it (`/**`). */
export type RepositoryPattern =
  | { readonly depth: 'exact'; readonly repository: Repository }
  | { readonly depth: 'one' | 'any'; readonly prefix: RepositoryPrefix };

/**
 * Parses `docker.io/mcp/fetch`, `docker.io/mcp/*` (one level below) or `docker.io/mcp/**` (any depth).
 * A star anywhere else is refused.
 * @throws CodedError `reference_malformed`
 */
export function parseRepositoryPattern(text: string): RepositoryPattern {
  if (text.endsWith('/**')) return { depth: 'any', prefix: parseRepositoryPrefix(text.slice(0, -3)) };
  if (text.endsWith('/*')) return { depth: 'one', prefix: parseRepositoryPrefix(text.slice(0, -2)) };
  return { depth: 'exact', repository: parseRepository(text) };
}

/**
 * Tells whether a repository is one of those that a pattern means.
 * @throws CodedError `reference_malformed` when the pattern is text and is malformed
 */
export function matchesRepositoryPattern(repository: Repository, pattern: string | RepositoryPattern): boolean {
  const parsed = typeof pattern === 'string' ? parseRepositoryPattern(pattern) : pattern;
  if (parsed.depth === 'exact') return isSameRepository(repository, parsed.repository);
  const rest = restBelow(parsed.prefix, repository);
  return rest !== null && (parsed.depth === 'any' || !rest.includes('/'));
}
