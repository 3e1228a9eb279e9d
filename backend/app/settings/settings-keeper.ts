import { CodedError } from '../../core/coded-error.ts';
import type { SettingsFile } from '../../ports/settings-file.ts';
import { DEFAULT_SETTINGS, settingsStateSchema, type SettingsState } from './settings.ts';

/** The settings in force, and where they are kept. */
export interface SettingsKeeper {
  current(): SettingsState;
  /** Throws `request_forbidden` where a configuration file decides. */
  assertWritable(): void;
  write(state: SettingsState): Promise<void>;
  reset(): Promise<void>;
}

/** Settings of the panel, kept in a file of the data folder. What does not parse is refused, not guessed. */
export async function openSettings(file: SettingsFile): Promise<SettingsKeeper> {
  const text = await file.read();
  let state = text === null ? DEFAULT_SETTINGS : parseStoredSettings(text);
  return {
    current: () => state,
    assertWritable: () => undefined,
    write: async (next) => {
      await file.write(`${JSON.stringify(next, null, 2)}\n`);
      state = next;
    },
    reset: async () => {
      await file.remove();
      state = DEFAULT_SETTINGS;
    },
  };
}

/** Settings that a configuration file gave: shown in the panel, changed in the file only. */
export function fixedSettings(state: SettingsState, fileName: string): SettingsKeeper {
  const refuse = (): never => {
    throw new CodedError('request_forbidden', `The settings come from ${fileName}; change them there.`);
  };
  return { current: () => state, assertWritable: refuse, write: async () => { await Promise.resolve(refuse()); }, reset: async () => { await Promise.resolve(refuse()); } };
}

function parseStoredSettings(text: string): SettingsState {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CodedError('configuration_malformed', 'The stored settings are damaged.', { cause });
  }
  const result = settingsStateSchema.safeParse(value);
  if (!result.success) throw new CodedError('configuration_malformed', 'The stored settings do not have their form.', { cause: result.error });
  return result.data;
}
