import { digestHex } from '../../../backend/core/image/digest.ts';
import type { Content, World } from '../../adapters/oci/support/oci-content.ts';
import { pushBlob, pushBytes, type PushTarget } from '../support/registry-images.ts';

/** Pushes a world's content with the tags that the contract of content sources names, referrers by the fallback tag. */
export async function pushWorld(target: PushTarget, world: World): Promise<void> {
  const { index, image, signature, referrer, fallback } = world;
  const hex = digestHex(index.digest);
  const push = ({ mediaType, bytes }: Content, tag?: string): Promise<unknown> => pushBytes(target, { mediaType, body: bytes, tag });
  for (const blob of world.blobs) await pushBlob(target, blob.mediaType, blob.bytes);
  await push(image);
  await push(index, 'latest');
  await push(signature, `sha256-${hex}.sig`);
  await push(referrer);
  await push(fallback, `sha256-${hex}`);
}
