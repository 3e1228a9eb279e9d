import type { WireSettings, WireSettingsAnswer } from '../../contract/api.ts';
import { KNOWN_PUBLISHERS } from '../../core/publisher/known-publishers.ts';
import { toWireKey } from '../present/to-wire-key.ts';
import type { SettingsState } from '../settings/settings.ts';
import type { OpenedWorld } from './opened-world.ts';

/** Settings as the panel shows them. Tokens stay here; the answer tells only that there is one. */
export function toSettingsAnswer(state: SettingsState, opened: OpenedWorld): WireSettingsAnswer {
  return {
    settings: toWireSettings(state),
    keys: [...opened.keys, ...opened.world.publishedKeys.lastCandidates().map((key) => toWireKey(key, 'candidate'))],
    builtInPublishers: KNOWN_PUBLISHERS.map((publisher) => ({ ...publisher })),
    trustedRoot: opened.trustedRoot,
  };
}

function toWireSettings(state: SettingsState): WireSettings {
  const { signatures } = state;
  return {
    catalog: { source: state.catalog.source, branch: state.catalog.branch },
    signatures: {
      repository: signatures.repository,
      images: signatures.images,
      require: signatures.require,
      strictReference: signatures.strictReference,
    },
    mirrors: state.mirrors,
    offline: state.offline,
    proxy: state.proxy,
    certificateAuthority: state.certificateAuthority,
    registryAuth: state.registryAuth.map(({ registry, username }) => ({ registry, username, hasToken: true })),
    publishers: state.publishers,
    remoteIcons: state.remoteIcons,
  };
}
