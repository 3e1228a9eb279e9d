import type { Digest } from '../../core/image/digest.ts';
import type { Platform } from '../../core/image/platform.ts';
import type { Repository } from '../../core/image/repository.ts';
import type { ContentSource } from '../../ports/content-source.ts';
import type { LocalImage } from '../../ports/image-source.ts';

interface SubjectIdentity {
  /** What the person asked for, or the image's best name. */
  readonly reference: string;
  /** The upstream identity, mirrors applied. */
  readonly repository: Repository;
  readonly tags: readonly string[];
  /** Where its content, its signatures and its referrers are read. */
  readonly content: ContentSource;
}

/** An image of an engine (or of a folder of layouts): what is local must be bound to the digest. */
export interface LocalSubject extends SubjectIdentity {
  readonly kind: 'local';
  /** The digest by which that repository knows it; null where the engine has none. */
  readonly digest: Digest | null;
  readonly image: LocalImage;
}

/** An image asked for at its registry or in a layout: the digest is what was answered. */
export interface RemoteSubject extends SubjectIdentity {
  readonly kind: 'remote';
  /** A layout may change under its name, and lacks what its registry has: what it does not hold is no fact about the image. */
  readonly origin: 'registry' | 'layout';
  readonly digest: Digest;
  /** Only this platform's label counts; null means every runnable one. */
  readonly platform: Platform | null;
}

/** One thing to verify. */
export type Subject = LocalSubject | RemoteSubject;
