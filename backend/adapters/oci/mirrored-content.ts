import type { Digest } from '../../core/image/digest.ts';
import type { Descriptor } from '../../core/image/manifest.ts';
import { toMirrors, type Mirror } from '../../core/image/mirror.ts';
import type { Repository } from '../../core/image/repository.ts';
import type { BlobOptions, ContentSource, FetchedManifest, FetchOptions } from '../../ports/content-source.ts';
import { isPortError } from '../../ports/port-error.ts';

/** Failures that another registry would not mend. */
const FINAL_CODES: ReadonlySet<string> = new Set(['offline', 'cancelled', 'reference_malformed']);

type Ask<Answer> = (repository: Repository) => Promise<Answer>;

/**
 * Content by upstream identity: mirrors are asked first, in the order of the configuration, then upstream. A mirror's
 * 404 says nothing (pull-through caches often lack signatures), unless the mirror is authoritative: then what it
 * answers is final and upstream is never asked. Where upstream can't be asked, that outage is what is thrown.
 */
export class MirroredContent implements ContentSource {
  readonly #content: ContentSource;
  readonly #mirrors: readonly Mirror[];

  constructor(content: ContentSource, mirrors: readonly Mirror[]) {
    this.#content = content;
    this.#mirrors = mirrors;
  }

  async fetchManifest(repository: Repository, reference: string, options: FetchOptions): Promise<FetchedManifest> {
    return this.#first(repository, (at) => this.#content.fetchManifest(at, reference, options));
  }

  async fetchBlob(repository: Repository, descriptor: Descriptor, options: BlobOptions): Promise<Uint8Array> {
    return this.#first(repository, (at) => this.#content.fetchBlob(at, descriptor, options));
  }

  async hasManifest(repository: Repository, digest: Digest, options: FetchOptions): Promise<boolean> {
    for (const { mirror, repository: at } of toMirrors(repository, this.#mirrors)) {
      if (mirror.authoritative) return this.#content.hasManifest(at, digest, options);
      if (await settle(() => this.#content.hasManifest(at, digest, options), false)) return true;
    }
    return this.#content.hasManifest(repository, digest, options);
  }

  /** A list is only whole when upstream (or an authoritative mirror) gave it; other mirrors can but add to it. */
  async listReferrers(repository: Repository, digest: Digest, options: FetchOptions): Promise<readonly Descriptor[]> {
    const lists: (readonly Descriptor[])[] = [];
    for (const { mirror, repository: at } of toMirrors(repository, this.#mirrors)) {
      if (mirror.authoritative) return merge([...lists, await this.#content.listReferrers(at, digest, options)]);
      lists.push(await settle(() => this.#content.listReferrers(at, digest, options), []));
    }
    return merge([...lists, await this.#content.listReferrers(repository, digest, options)]);
  }

  async #first<Answer>(repository: Repository, ask: Ask<Answer>): Promise<Answer> {
    for (const { mirror, repository: at } of toMirrors(repository, this.#mirrors)) {
      if (mirror.authoritative) return ask(at);
      const answer = await settle(() => ask(at), null);
      if (answer !== null) return answer;
    }
    return ask(repository);
  }
}

/** What a mirror answers; `otherwise` for any failure of it, which upstream may mend. */
async function settle<Answer, Otherwise>(ask: () => Promise<Answer>, otherwise: Otherwise): Promise<Answer | Otherwise> {
  try {
    return await ask();
  } catch (error) {
    if (!isPortError(error) || FINAL_CODES.has(error.code)) throw error;
    return otherwise;
  }
}

function merge(lists: readonly (readonly Descriptor[])[]): readonly Descriptor[] {
  const byDigest = new Map<Digest, Descriptor>();
  for (const descriptor of lists.flat()) byDigest.set(descriptor.digest, descriptor);
  return [...byDigest.values()];
}
