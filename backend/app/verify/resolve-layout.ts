import { CodedError } from '../../core/coded-error.ts';
import { toUpstream } from '../../core/image/mirror.ts';
import type { Reference } from '../../core/image/reference.ts';
import type { OpenedLayout, World } from '../world.ts';
import type { ResolveRequest } from './resolve-request.ts';
import type { RemoteSubject } from './subject.ts';

const LAYOUT_PREFIX = 'oci:';

/** Tells whether a reference names an OCI layout, `oci:DIR`. */
export function isLayoutReference(text: string): boolean {
  return text.startsWith(LAYOUT_PREFIX);
}

/**
 * Each image of an OCI layout, under the name that the person gave (`as`), else the one that the layout gives.
 * @throws CodedError `layout_malformed` for an image without a name, `image_not_found` for a layout without images
 */
export async function resolveLayout(world: World, { text, platform, as, signal }: ResolveRequest): Promise<readonly RemoteSubject[]> {
  const layout = await world.openLayout(text.slice(LAYOUT_PREFIX.length), signal);
  if (layout.images.length === 0) throw new CodedError('image_not_found', 'The layout holds no image.');
  return layout.images.map((image): RemoteSubject => {
    const name = nameOf(image, as);
    return {
      kind: 'remote',
      origin: 'layout',
      reference: layout.images.length === 1 ? text : `${text} (${as === null ? name.text : image.digest})`,
      repository: toUpstream(name.repository, world.mirrors),
      digest: image.digest,
      tags: name.tag === null ? [] : [name.tag],
      content: layout.content,
      platform,
    };
  });
}

function nameOf({ reference, digest }: OpenedLayout['images'][number], as: Reference | null): Reference {
  const name = as ?? reference;
  if (name === null) throw new CodedError('layout_malformed', 'The layout does not say which repository its image is of.');
  if (as !== null && as.digest !== null && as.digest !== digest) {
    throw new CodedError('content_digest_differs', 'The layout holds another image than the digest names.');
  }
  return name;
}
