import type { Digest } from '../../core/image/digest.ts';
import type { Repository } from '../../core/image/repository.ts';
import type { ServerEntry } from '../../core/pin/server-entry.ts';
import type { LocalImage } from '../../ports/image-source.ts';

/** Why an image counts as one of an MCP server. Being listed is no sign of trust. */
export type ListedFor = 'catalog' | 'namespace' | 'label';

/** A row: one repository and digest of an image on this machine. */
export interface ListedImage {
  /** Stable over restarts: repository, digest and id. */
  readonly key: string;
  /** The best name: `repository:tag`, or by digest where there is no tag. */
  readonly reference: string;
  readonly repository: Repository;
  readonly digest: Digest | null;
  readonly tags: readonly string[];
  readonly image: LocalImage;
  readonly listedFor: ListedFor;
  readonly entry: ServerEntry | null;
}
