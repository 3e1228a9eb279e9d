import { homedir } from 'node:os';
import { createEngineImageSource } from '../adapters/engine/engine-image-source.ts';
import { dockerCredentials } from '../adapters/oci/docker-credentials.ts';
import { createPublishedKeyText } from '../adapters/keyring/published-keys.ts';
import { createDispatcher, type ProxySettings } from '../adapters/oci/http-dispatcher.ts';
import { MirroredContent } from '../adapters/oci/mirrored-content.ts';
import { plainHttpOf } from '../adapters/oci/registry-address.ts';
import { RegistryContent } from '../adapters/oci/registry-content.ts';
import type { Credentials } from '../adapters/oci/credentials.ts';
import type { OpenedWorld } from '../app/application/opened-world.ts';
import type { SettingsState } from '../app/settings/settings.ts';
import { parseMirror } from '../core/image/mirror.ts';
import { createWorld } from './create-world.ts';

export interface RealWorldOptions {
  readonly folder: string;
  readonly settings: SettingsState;
  readonly env: NodeJS.ProcessEnv;
  readonly onRequest?: (request: { readonly method: string; readonly url: string }) => void;
}

/** This machine's engine, the registries of its images, and the configured catalog. */
export async function openRealWorld({ folder, settings, env, onRequest = () => undefined }: RealWorldOptions): Promise<OpenedWorld> {
  const mirrors = settings.mirrors.map(parseMirror);
  const dispatcher = createDispatcher({ proxy: toProxy(settings), certificateAuthority: settings.certificateAuthority });
  const content = new RegistryContent({
    dispatcher,
    credentials: toCredentials(settings, env),
    isPlainHttp: plainHttpOf(mirrors),
    now: Date.now,
    offline: settings.offline,
    onRequest,
  });
  return createWorld({
    kind: 'real',
    folder,
    settings,
    images: createEngineImageSource({ environment: { variables: env, homeFolder: homedir(), platform: process.platform } }),
    content: new MirroredContent(content, mirrors),
    readAnnouncedKey: createPublishedKeyText({ source: settings.signatures.publishedKey, dispatcher, offline: settings.offline, clock: Date.now }),
    dispatcher,
    env,
  });
}

function toProxy({ proxy }: SettingsState): ProxySettings {
  return proxy.https === null && proxy.http === null ? 'environment' : proxy;
}

/** A login from settings counts before Docker's own. */
function toCredentials({ registryAuth }: SettingsState, env: NodeJS.ProcessEnv): Credentials {
  const docker = dockerCredentials({ env });
  return (registry) => {
    const own = registryAuth.find((auth) => auth.registry === registry);
    return own === undefined ? docker(registry) : Promise.resolve({ kind: 'password', username: own.username, password: own.token });
  };
}
