import { CodedError } from '../../core/coded-error.ts';
import { toWireError } from '../present/to-wire-error.ts';
import type { Clock } from '../../ports/clock.ts';
import { createJobBoard, type JobBoard } from '../jobs/job-board.ts';
import { isPortError } from '../../ports/port-error.ts';
import type { SettingsKeeper } from '../settings/settings-keeper.ts';
import type { SettingsState } from '../settings/settings.ts';
import type { World } from '../world.ts';
import { CATALOG_REFRESH_AFTER, isCatalogDue, refreshWork } from './catalog-keeper.ts';
import type { OpenedWorld, WorldOpener } from './opened-world.ts';
import type { ImageReader } from './read-images.ts';
import { createVerificationMemory } from './verification-memory.ts';

/** The one opened world with its jobs. */
export interface WorldHolder {
  readonly jobs: JobBoard;
  opened(): OpenedWorld;
  reader(): ImageReader;
  /** Opens the next world before the present one is closed: settings that cannot be used, or kept, change nothing. */
  reopen(next: NextWorld): Promise<void>;
  deleteData(): Promise<void>;
  close(): Promise<void>;
}

export interface NextWorld {
  readonly kind: World['kind'];
  readonly settings: SettingsState;
  /** Keeps the settings, once a world was opened with them. */
  readonly keep?: () => Promise<void>;
}

export interface WorldHolderOptions {
  readonly world: World['kind'];
  readonly samplesAvailable: boolean;
  readonly openWorld: WorldOpener;
  readonly settings: SettingsKeeper;
  readonly clock: Clock;
}

/** Opens the first world and keeps its catalog fresh: on opening when it is older than an hour, then every hour. */
export async function createWorldHolder(options: WorldHolderOptions): Promise<WorldHolder> {
  const { settings, clock, openWorld } = options;
  const jobs = createJobBoard({ clock, toWireError });
  const memory = createVerificationMemory();
  let opened = await openWorld(options.world, settings.current());
  const refreshWhenDue = (): void => {
    const { catalog } = opened.world;
    if (!opened.world.isCatalogOffline && isCatalogDue(catalog, clock)) jobs.start('refreshCatalog', refreshWork(opened.world));
  };
  const timer = setInterval(refreshWhenDue, CATALOG_REFRESH_AFTER);
  timer.unref();
  refreshWhenDue();
  return {
    jobs,
    opened: () => opened,
    reader: () => ({ world: opened.world, memory, lastReviews: lastReviewsOf(opened) }),
    reopen: async (next) => {
      if (next.kind === 'sample' && !options.samplesAvailable) throw new CodedError('not_found', 'No samples were built.');
      const ready = await openAndKeep(openWorld, next);
      const previous = opened;
      opened = ready;
      await jobs.cancelAll();
      await previous.close();
      memory.clear();
      refreshWhenDue();
    },
    deleteData: async () => {
      await jobs.cancelAll();
      await opened.deleteData();
      memory.clear();
    },
    close: async () => {
      clearInterval(timer);
      await jobs.cancelAll();
      await opened.close();
    },
  };
}

/** Rows are shown whether or not their reviews can be read. */
function lastReviewsOf(opened: OpenedWorld): ImageReader['lastReviews'] {
  return async () => {
    try {
      return (await opened.reviewing()).store.latest();
    } catch (error) {
      if (!isPortError(error)) throw error;
      return new Map();
    }
  };
}

async function openAndKeep(openWorld: WorldOpener, { kind, settings, keep }: NextWorld): Promise<OpenedWorld> {
  const opened = await openWorld(kind, settings);
  try {
    await keep?.();
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}
