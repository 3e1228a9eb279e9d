import { familiarRepository, formatRepository } from '../../core/image/repository.ts';
import type { CatalogSnapshot } from '../../ports/catalog.ts';
import { isPortError } from '../../ports/port-error.ts';
import { isSignedRepository } from '../verify/is-signed-repository.ts';
import type { World } from '../world.ts';
import type { ListedFor, ListedImage } from './listed-image.ts';
import { rowsOf, type ImageRow } from './rows-of.ts';

/** Labels that MCP images carry. They only decide whether an image is shown. */
const MCP_LABELS = ['io.modelcontextprotocol.server.name', 'io.docker.server.metadata'];

/**
 * All MCP images of the machine, one row a repository and digest. Without a catalog the signed namespaces and labels
 * still decide.
 * @throws PortError `engine_*` when the engine cannot be asked
 */
export async function listImages(world: World, signal: AbortSignal): Promise<readonly ListedImage[]> {
  const [images, snapshot] = await Promise.all([world.images.listImages(signal), currentSnapshot(world)]);
  return images.flatMap((image) => rowsOf(image, world.mirrors)).flatMap((row) => {
    const listedFor = reasonToList(row, world, snapshot);
    return listedFor === null ? [] : [toListedImage(row, listedFor, snapshot)];
  });
}

async function currentSnapshot(world: World): Promise<CatalogSnapshot | null> {
  try {
    return await world.catalog.snapshot();
  } catch (error) {
    if (!isPortError(error)) throw error;
    return null;
  }
}

function reasonToList(row: ImageRow, world: World, snapshot: CatalogSnapshot | null): ListedFor | null {
  if (snapshot !== null && snapshot.serverFor(row.repository) !== null) return 'catalog';
  if (isSignedRepository(world.policy, row.repository)) return 'namespace';
  return MCP_LABELS.some((label) => Object.hasOwn(row.image.labels, label)) ? 'label' : null;
}

function toListedImage(row: ImageRow, listedFor: ListedFor, snapshot: CatalogSnapshot | null): ListedImage {
  const name = familiarRepository(row.repository);
  const [tag] = row.tags;
  return {
    ...row,
    key: `${formatRepository(row.repository)}@${row.digest ?? 'none'}#${row.image.id}`,
    reference: tag === undefined ? `${name}@${row.digest ?? row.image.id}` : `${name}:${tag}`,
    listedFor,
    entry: snapshot?.entryFor(row.repository) ?? null,
  };
}
