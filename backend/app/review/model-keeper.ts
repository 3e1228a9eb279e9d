import { CodedError } from '../../core/coded-error.ts';
import type { SettingsFile } from '../../ports/settings-file.ts';
import type { SettingsKeeper } from '../settings/settings-keeper.ts';
import { DEFAULT_LOCAL_URL, modelSettingsStateSchema, type ModelSettings } from './model-settings.ts';
import { openModelKeys, type ModelKeys } from './model-keys.ts';

/** The model that is configured, with its keys. */
export interface ModelKeeper {
  current(): ModelSettings;
  /** Throws `request_malformed`, `request_forbidden` where a configuration file decides, `store_*`. */
  change(next: ModelSettings): Promise<void>;
  readonly keys: ModelKeys;
}

export interface ModelKeeperOptions {
  readonly settings: SettingsKeeper;
  /** Where keys are kept that a person asked to be stored; readable by its owner only. */
  readonly keyFile: SettingsFile;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Models are a setting like any other, but a change of them opens no world anew: running reviews go on. */
export async function openModelKeeper({ settings, keyFile, env }: ModelKeeperOptions): Promise<ModelKeeper> {
  return {
    keys: await openModelKeys(keyFile, env),
    current: () => settings.current().models,
    change: async (next) => {
      settings.assertWritable();
      const localUrl = next.localUrl === DEFAULT_LOCAL_URL ? null : next.localUrl;
      const result = modelSettingsStateSchema.safeParse({ ...next, localUrl });
      if (!result.success) {
        const [issue] = result.error.issues;
        throw new CodedError('request_malformed', issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`);
      }
      await settings.write({ ...settings.current(), models: result.data });
    },
  };
}
