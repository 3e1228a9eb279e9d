import { CodedError } from '../../core/coded-error.ts';
import type { WireSettings } from '../../contract/api.ts';
import { parseTrustedKey } from '../../core/signature/trusted-key.ts';
import type { TrustedKey } from '../../core/signature/trust.ts';
import { assertNames } from '../configuration/assert-names.ts';
import { settingsStateSchema, type KeySource, type SettingsState } from './settings.ts';

/**
 * The state after the panel's settings were saved. A registry's token is kept when none is sent along.
 * @throws CodedError `request_malformed` or `configuration_malformed`
 */
export function changeSettings(state: SettingsState, wire: WireSettings): SettingsState {
  const { registryAuth, signatures, catalog, ...rest } = wire;
  const result = settingsStateSchema.safeParse({
    ...state,
    ...rest,
    catalog: { ...state.catalog, ...catalog },
    signatures: { ...state.signatures, ...signatures },
    registryAuth: registryAuth.map(({ registry, username, token }) => ({ registry, username, token: token ?? keptToken(state, registry) })),
  });
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new CodedError('request_malformed', issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`);
  }
  assertNames(result.data);
  return result.data;
}

function keptToken(state: SettingsState, registry: string): string {
  return state.registryAuth.find((auth) => auth.registry === registry)?.token ?? '';
}

/** Adds a key that a person gave. Throws `key_malformed`; the same key twice is refused as `request_malformed`. */
export function addKey(state: SettingsState, { name, pem }: { readonly name: string; readonly pem: string }): SettingsState {
  return withKey(state, { name, pem, validFrom: null, validUntil: null, origin: 'configured' });
}

/** Trusts an announced key, because a person compared its fingerprint. */
export function acceptKey(state: SettingsState, key: TrustedKey): SettingsState {
  const pem = key.publicKey.export({ format: 'pem', type: 'spki' }).toString();
  return withKey(state, { name: key.name, pem, validFrom: key.validFrom, validUntil: key.validUntil, origin: 'accepted' });
}

/** Removes an added or accepted key; `not_found` for any other. */
export function removeKey(state: SettingsState, fingerprint: string): SettingsState {
  const keys = state.keys.filter((key) => parseTrustedKey(key).fingerprint !== fingerprint);
  if (keys.length === state.keys.length) throw new CodedError('not_found', 'No added key has this fingerprint.');
  return { ...state, keys };
}

function withKey(state: SettingsState, source: KeySource): SettingsState {
  const { fingerprint } = parseTrustedKey(source);
  if (state.keys.some((key) => parseTrustedKey(key).fingerprint === fingerprint)) {
    throw new CodedError('request_malformed', 'This key is trusted already.');
  }
  return { ...state, keys: [...state.keys, source] };
}
