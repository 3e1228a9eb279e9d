import { CodedError } from '../../core/coded-error.ts';
import type { Catalog } from '../../ports/catalog.ts';
import type { Clock } from '../../ports/clock.ts';
import type { World } from '../world.ts';
import type { JobWork } from '../jobs/job.ts';

/** A catalog older than this is fetched again. */
export const CATALOG_REFRESH_AFTER = 60 * 60 * 1000;

/** True when nothing was fetched yet, or longer ago than an hour (or at a time that the clock has not reached). */
export function isCatalogDue(catalog: Catalog, clock: Clock): boolean {
  const { fetchedAt } = catalog.status();
  if (fetchedAt === null) return true;
  const age = clock() - Date.parse(fetchedAt);
  return age > CATALOG_REFRESH_AFTER || age < 0;
}

/** The work of a refresh, with its progress as the job's message. Failures are in the catalog's own status. */
export function refreshWork({ catalog, isCatalogOffline }: World): JobWork {
  return async (report, signal) => {
    if (isCatalogOffline) throw new CodedError('offline', 'Nothing is asked over the network: the catalog stays as it is.');
    report.total(1);
    const status = await catalog.refresh({
      signal,
      onProgress: (phase, percent) => { report.message(percent === null ? phase : `${phase} ${String(percent)} %`); },
    });
    report.message(`${String(status.serverCount)} servers`);
    report.finished({ key: 'catalog', verification: null, error: null });
  };
}
