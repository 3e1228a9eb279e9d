import type { Digest } from './digest.ts';
import type { Repository } from './repository.ts';

/** An image reference; `text` keeps what the person typed. Without tag and digest the tag is `latest`. */
export interface Reference {
  readonly repository: Repository;
  readonly tag: string | null;
  readonly digest: Digest | null;
  readonly text: string;
}
