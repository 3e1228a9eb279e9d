import type { WireSettingsAnswer, WireTrustedKey } from '../../contract/api.ts';
import type { SettingsState } from '../settings/settings.ts';
import type { Reviewing } from '../review/reviewing.ts';
import type { World } from '../world.ts';

/** A world with what settings show of it. */
export interface OpenedWorld {
  readonly world: World;
  readonly keys: readonly WireTrustedKey[];
  readonly trustedRoot: WireSettingsAnswer['trustedRoot'];
  /** What reviews work with; opened when it is first asked for. */
  reviewing(): Promise<Reviewing>;
  /** Closes the stores and connections; the world must not be used afterwards. */
  close(): Promise<void>;
  /** Removes everything that this world stored. */
  deleteData(): Promise<void>;
}

/** Opens a world of its kind from settings; throws CodedError for malformed keys, names or trusted roots. */
export type WorldOpener = (kind: World['kind'], settings: SettingsState) => Promise<OpenedWorld>;
