import type { Digest } from '../../core/image/digest.ts';
import { toUpstream, type Mirror } from '../../core/image/mirror.ts';
import { formatRepository, type Repository } from '../../core/image/repository.ts';
import type { LocalImage } from '../../ports/image-source.ts';

/** An image under one of its repositories (upstream identity) and one digest of it. */
export interface ImageRow {
  readonly repository: Repository;
  readonly digest: Digest | null;
  readonly tags: readonly string[];
  readonly image: LocalImage;
}

interface Names {
  readonly repository: Repository;
  readonly tags: string[];
  readonly digests: Set<Digest>;
}

/** One row a repository and digest. An image without tag and digest is a leftover and has none. */
export function rowsOf(image: LocalImage, mirrors: readonly Mirror[]): readonly ImageRow[] {
  const names = new Map<string, Names>();
  const namesOf = (local: Repository): Names => {
    const repository = toUpstream(local, mirrors);
    const key = formatRepository(repository);
    const known = names.get(key) ?? { repository, tags: [], digests: new Set<Digest>() };
    names.set(key, known);
    return known;
  };
  for (const { repository, tag } of image.tags) if (tag !== null) namesOf(repository).tags.push(tag);
  for (const { repository, digest } of image.digests) if (digest !== null) namesOf(repository).digests.add(digest);
  return [...names.values()].flatMap(({ repository, tags, digests }) => {
    const known: readonly (Digest | null)[] = digests.size === 0 ? [digestWithout(image)] : [...digests];
    return known.map((digest) => ({ repository, digest, tags, image }));
  });
}

/**
 * The digest under a name for which the engine tells none. The containerd store's id is the digest, and its list names
 * only one of several repositories beside it; either way the repository is asked whether it has that digest.
 */
function digestWithout({ store, id }: LocalImage): Digest | null {
  return store === 'containerd' ? id : null;
}
