import { CodedError } from '../coded-error.ts';
import { DOCKER_HUB } from './registry-host.ts';
import type { Repository } from './repository.ts';
import { parseRepositoryPrefix, repositoryBelow, restBelow, type RepositoryPrefix } from './repository-prefix.ts';

/**
 * A registry that holds copies of another one's repositories. As in containers-registries.conf(5), what follows
 * the prefix `of` is looked up behind the prefix `at`.
 */
export interface Mirror {
  readonly of: RepositoryPrefix;
  readonly at: RepositoryPrefix;
  readonly plainHttp: boolean;
  /** The mirror holds everything: its 404 is final and upstream is never asked. */
  readonly authoritative: boolean;
}

/** A mirror as it stands in a configuration. */
export interface MirrorSettings {
  readonly of: string;
  readonly at: string;
  readonly plainHttp: boolean;
  readonly authoritative: boolean;
}

/**
 * Parses `{of: 'docker.io/mcp', at: 'registry.corp:5000/hub', …}`.
 * @throws CodedError `reference_malformed`, also when the mirror stands on the registry that it mirrors or on Docker Hub
 */
export function parseMirror({ of, at, plainHttp, authoritative }: MirrorSettings): Mirror {
  const mirror = { of: parseRepositoryPrefix(of), at: parseRepositoryPrefix(at), plainHttp, authoritative };
  if (mirror.at.registry === DOCKER_HUB || mirror.at.registry === mirror.of.registry) {
    throw new CodedError('reference_malformed', 'A mirror names a registry other than the one it mirrors, by its host.');
  }
  return mirror;
}

/**
 * The repository that an image is identified as: upstream's where the given one lies on a mirror, itself otherwise.
 * The mirror with the longest prefix counts.
 */
export function toUpstream(repository: Repository, mirrors: readonly Mirror[]): Repository {
  let best: { readonly mirror: Mirror; readonly rest: string } | null = null;
  for (const mirror of mirrors) {
    const rest = restBelow(mirror.at, repository);
    if (rest !== null && (best === null || mirror.at.path.length > best.mirror.at.path.length)) best = { mirror, rest };
  }
  return best === null ? repository : repositoryBelow(best.mirror.of, best.rest);
}

/** Where copies of an upstream repository may be, in the order of the configuration. */
export function toMirrors(repository: Repository, mirrors: readonly Mirror[]): readonly { readonly mirror: Mirror; readonly repository: Repository }[] {
  return mirrors.flatMap((mirror) => {
    const rest = restBelow(mirror.of, repository);
    return rest === null ? [] : [{ mirror, repository: repositoryBelow(mirror.at, rest) }];
  });
}
