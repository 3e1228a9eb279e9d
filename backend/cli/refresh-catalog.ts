import { isCatalogDue } from '../app/application/catalog-keeper.ts';
import type { World } from '../app/world.ts';
import { CodedError } from '../core/coded-error.ts';
import type { CommandIo } from './command-io.ts';

/** How long a run waits for newer pins when it has older ones; without any it waits for the first clone. */
const REFRESH_PATIENCE = 15_000;

export interface CatalogRefresh {
  readonly world: World;
  readonly io: CommandIo;
  readonly signal: AbortSignal;
}

/** Runs beside the command. A failure is in the catalog's status and so in what follows; it is never thrown. */
export async function refreshCatalog({ world, io, signal }: CatalogRefresh): Promise<void> {
  const { catalog, clock } = world;
  if (world.isCatalogOffline || !isCatalogDue(catalog, clock)) return;
  const isFirst = catalog.status().fetchedAt === null;
  const patience = isFirst ? signal : AbortSignal.any([signal, AbortSignal.timeout(REFRESH_PATIENCE)]);
  const onProgress = (phase: string, percent: number | null): void => {
    if (isFirst) io.progress(`Catalog: ${phase}${percent === null ? '' : ` ${String(percent)} %`}`);
  };
  try {
    await catalog.refresh({ signal: patience, onProgress });
  } catch (error) {
    if (!(error instanceof CodedError) && !patience.aborted) throw error;
  }
}
