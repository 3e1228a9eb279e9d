import { join } from 'node:path';
import { createSettingsFile } from '../adapters/settings/settings-file.ts';
import { parseConfiguration } from '../app/configuration/parse-configuration.ts';
import { fixedSettings, openSettings, type SettingsKeeper } from '../app/settings/settings-keeper.ts';
import { toSettings } from '../app/settings/to-settings.ts';
import { readTextFile } from './read-text-file.ts';

/**
 * Settings of a configuration file where one is named, else those that the panel keeps in the data folder.
 * @throws CodedError `configuration_malformed` or `file_unreadable`
 */
export async function loadSettings(configurationFile: string | null, dataFolder: string): Promise<SettingsKeeper> {
  if (configurationFile === null) return openSettings(createSettingsFile(join(dataFolder, 'settings.json')));
  const configuration = parseConfiguration(await readTextFile(configurationFile), configurationFile);
  return fixedSettings(await toSettings(configuration, readTextFile), configurationFile);
}
