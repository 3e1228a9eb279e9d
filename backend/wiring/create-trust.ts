import { toWireKey } from '../app/present/to-wire-key.ts';
import type { WireSettingsAnswer, WireTrustedKey } from '../contract/api.ts';
import { builtInKeys, builtInTrustedRoot } from '../core/signature/built-in-trust.ts';
import { createSignatureTrust } from '../core/signature/create-signature-trust.ts';
import { parseTrustedKey } from '../core/signature/trusted-key.ts';
import type { SignatureTrust, TrustedKey } from '../core/signature/trust.ts';
import { parseTrustedRoot } from '../core/signature/trusted-root.ts';
import type { SettingsState } from '../app/settings/settings.ts';

/** The trust of a world, and how settings show it. */
export interface ConfiguredTrust {
  readonly trust: SignatureTrust;
  readonly withCandidates: (candidates: readonly TrustedKey[]) => SignatureTrust;
  readonly keys: readonly WireTrustedKey[];
  readonly trustedRoot: WireSettingsAnswer['trustedRoot'];
}

/** Built-in keys and root, or what settings put beside or instead of them. Throws `key_malformed` or `trusted_root_malformed`. */
export function createTrust(settings: SettingsState): ConfiguredTrust {
  const own = settings.keys.map((source) => ({ key: parseTrustedKey(source), origin: source.origin }));
  const builtIn = settings.replaceBuiltInKeys ? [] : builtInKeys().map((key) => ({ key, origin: 'builtIn' as const }));
  const described = [...builtIn, ...own];
  const root = builtInTrustedRoot();
  const trustedRoot = settings.trustedRoot === null ? root.material : parseTrustedRoot(settings.trustedRoot);
  const keys = described.map(({ key }) => key);
  const withCandidates = (candidateKeys: readonly TrustedKey[]): SignatureTrust =>
    createSignatureTrust({ keys, candidateKeys, trustedRoot, require: settings.signatures.require });
  return {
    trust: withCandidates([]),
    withCandidates,
    keys: described.map(({ key, origin }) => toWireKey(key, origin)),
    trustedRoot: {
      source: settings.trustedRoot === null ? root.source : 'your own configuration',
      date: settings.trustedRoot === null ? root.date : '',
      logs: [...trustedRoot.logs],
    },
  };
}
