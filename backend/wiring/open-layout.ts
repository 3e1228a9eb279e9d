import { LayoutContent } from '../adapters/oci/layout-content.ts';
import { listLayoutImages } from '../adapters/oci/layout-images.ts';
import type { OpenedLayout } from '../app/world.ts';

/** An OCI layout folder as an image source (`oci:DIR`). */
export async function openLayout(directory: string, signal: AbortSignal): Promise<OpenedLayout> {
  const images = await listLayoutImages(directory, signal);
  return { images: images.map(({ reference, digest }) => ({ reference, digest })), content: await LayoutContent.open(directory) };
}
