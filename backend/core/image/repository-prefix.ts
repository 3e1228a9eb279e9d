import { looksLikeHost, parseRegistryHost } from './registry-host.ts';
import { parseRepository, type Repository } from './repository.ts';

/** A registry, or all that lies below a path of it. An empty path is the whole registry. */
export interface RepositoryPrefix {
  readonly registry: string;
  readonly path: string;
}

/**
 * Parses `docker.io`, `docker.io/mcp` or `mcp` (a namespace of Docker Hub, as in references).
 * @throws CodedError `reference_malformed`
 */
export function parseRepositoryPrefix(text: string): RepositoryPrefix {
  if (!text.includes('/') && looksLikeHost(text)) return { registry: parseRegistryHost(text), path: '' };
  // The stand-in keeps `mcp` from being read as the official image `library/mcp`.
  const { registry, path } = parseRepository(`${text}/x`);
  return { registry, path: path.slice(0, -'/x'.length) };
}

/** What follows the prefix in a repository's path, e.g. `fetch` for `docker.io/mcp`; null when it is not below it. */
export function restBelow(prefix: RepositoryPrefix, repository: Repository): string | null {
  if (repository.registry !== prefix.registry) return null;
  if (prefix.path === '') return repository.path;
  return repository.path.startsWith(`${prefix.path}/`) ? repository.path.slice(prefix.path.length + 1) : null;
}

/** The repository of that name below the prefix; `library/` is added on Docker Hub as for any reference. */
export function repositoryBelow(prefix: RepositoryPrefix, rest: string): Repository {
  return parseRepository([prefix.registry, prefix.path, rest].filter((part) => part !== '').join('/'));
}
