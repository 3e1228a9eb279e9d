import type { Digest } from '../../core/image/digest.ts';
import { runnablePlatforms } from '../../core/image/manifest.ts';
import type { Known } from '../../core/verdict/facts.ts';
import { isPortError } from '../../ports/port-error.ts';
import type { Subject } from '../verify/subject.ts';

/** Tags that are asked for an index; an image rarely has more, and each costs a request. */
const MAX_TAGS = 3;

/**
 * An image pulled by a platform's digest is signed through the index that lists it. The index is looked for under the
 * image's tags (`latest` where there is none). The value is null where no index lists the digest; where a registry could
 * not be asked the answer is a gap, because then "unsigned" is not known either.
 */
export async function findSignedIndex({ subject, digest, signal }: IndexRequest): Promise<Known<Digest | null>> {
  const tags = subject.tags.length > 0 ? subject.tags.slice(0, MAX_TAGS) : ['latest'];
  let gap: Known<Digest | null> | null = null;
  for (const tag of tags) {
    const index = await fetchListingIndex({ subject, digest, signal }, tag);
    if (!index.known) gap = index;
    else if (index.value !== null) return index;
  }
  return gap ?? NONE;
}

interface IndexRequest {
  readonly subject: Subject;
  readonly digest: Digest;
  readonly signal: AbortSignal;
}

const NONE = { known: true, value: null } as const;

async function fetchListingIndex({ subject, digest, signal }: IndexRequest, tag: string): Promise<Known<Digest | null>> {
  try {
    const fetched = await subject.content.fetchManifest(subject.repository, tag, { signal });
    if (fetched.manifest.kind !== 'index') return NONE;
    const listed = runnablePlatforms(fetched.manifest).some((entry) => entry.digest === digest);
    return listed ? { known: true, value: fetched.digest } : NONE;
  } catch (error) {
    if (!isPortError(error)) throw error;
    return error.code === 'manifest_not_found' ? NONE : { known: false, code: error.code, detail: error.message };
  }
}
