import { createApplication } from '../../../backend/app/application/create-application.ts';
import type { OpenedWorld } from '../../../backend/app/application/opened-world.ts';
import { fixedSettings, openSettings, type SettingsKeeper } from '../../../backend/app/settings/settings-keeper.ts';
import { DEFAULT_SETTINGS, type SettingsState } from '../../../backend/app/settings/settings.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';
import type { SettingsFile } from '../../../backend/ports/settings-file.ts';
import { openModelKeeper } from '../../../backend/app/review/model-keeper.ts';
import { makeReviewing } from './test-reviewing.ts';
import { makeTestWorld, type WorldOptions } from './test-world.ts';

/** A settings file in memory. `failure` makes writing fail. */
export function memoryFile(text: string | null = null) {
  const held: { text: string | null; failure: string | null } = { text, failure: null };
  const file: SettingsFile = {
    read: () => Promise.resolve(held.text),
    write: (next) => {
      if (held.failure !== null) return Promise.reject(new CodedError(held.failure, 'No room.'));
      held.text = next;
      return Promise.resolve();
    },
    remove: () => { held.text = null; return Promise.resolve(); },
  };
  return { held, file };
}

export interface TestOptions extends WorldOptions {
  readonly isFixed?: boolean;
  readonly samplesAvailable?: boolean;
  readonly stored?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** An application over worlds of fakes; each opening is recorded, and refused when the settings name a bad catalog. */
export async function makeTestApplication({ isFixed = false, samplesAvailable = true, stored, env = {}, ...options }: TestOptions = {}) {
  const test = makeTestWorld(options);
  const { held, file } = memoryFile(stored ?? null);
  const settings: SettingsKeeper = isFixed ? fixedSettings(DEFAULT_SETTINGS, 'c.yaml') : await openSettings(file);
  const keyFile = memoryFile();
  const models = await openModelKeeper({ settings, keyFile: keyFile.file, env });
  const review = makeReviewing(() => test.time.now);
  const openings: { readonly kind: 'real' | 'sample'; readonly settings: SettingsState; state: 'open' | 'closed' | 'deleted' }[] = [];
  const openWorld = (kind: 'real' | 'sample', state: SettingsState): Promise<OpenedWorld> => {
    if (state.catalog.source === 'bad') return Promise.reject(new CodedError('catalog_not_a_repository', 'Not a registry.'));
    const opening: (typeof openings)[number] = { kind, settings: state, state: 'open' };
    openings.push(opening);
    return Promise.resolve({
      world: { ...test.world, kind },
      keys: [],
      trustedRoot: { source: 'test', date: '2026-01-01', logs: [] },
      reviewing: () => Promise.resolve(review.reviewing),
      close: () => { opening.state = 'closed'; return Promise.resolve(); },
      deleteData: () => { opening.state = 'deleted'; test.store.clear(); review.store.clear(); return Promise.resolve(); },
    });
  };
  const application = await createApplication({ version: '1.2.3', world: 'real', settings, openWorld, samplesAvailable, models, clock: () => test.time.now });
  return { application, test, openings, held, review, models, keyFile };
}

export type TestApplication = Awaited<ReturnType<typeof makeTestApplication>>;

/** Waits until the job ended; answers all its events. */
export async function finishJob({ application }: TestApplication, id: string) {
  for (let turn = 0; turn < 2000 && application.job(id, 0)?.state === 'running'; turn += 1) await new Promise((resolve) => { setImmediate(resolve); });
  return application.job(id, 0);
}

