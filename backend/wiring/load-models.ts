import { join } from 'node:path';
import { createSettingsFile } from '../adapters/settings/settings-file.ts';
import { openModelKeeper, type ModelKeeper } from '../app/review/model-keeper.ts';
import type { SettingsKeeper } from '../app/settings/settings-keeper.ts';

/** The configured model, and keys that were stored in the data folder (mode 0600), apart from all other settings. */
export async function loadModels(settings: SettingsKeeper, dataFolder: string, env: NodeJS.ProcessEnv): Promise<ModelKeeper> {
  return openModelKeeper({ settings, env, keyFile: createSettingsFile(join(dataFolder, 'model-keys.json')) });
}
