import { CodedError } from '../../core/coded-error.ts';
import { DOCKER_HUB, parseRegistryHost } from '../../core/image/registry-host.ts';
import type { RegistryLogin } from './credentials.ts';
import type { DockerConfig } from './docker-config.ts';

/** The key under which Docker keeps Docker Hub's login. */
export const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';

/** The login that the file itself holds for exactly that host; null where there is none. */
export function findLogin({ auths }: DockerConfig, registry: string): RegistryLogin | null {
  for (const [key, entry] of Object.entries(auths)) {
    if (!isKeyOf(key, registry)) continue;
    if (entry.identitytoken !== undefined && entry.identitytoken !== '') return { kind: 'identityToken', identityToken: entry.identitytoken };
    const login = decodeAuth(entry.auth ?? '') ?? toLogin(entry.username, entry.password);
    if (login !== null) return login;
  }
  return null;
}

/** Keys are a host, or an address whose path is a registry's own: `https://host/v1/`. Never a part of a host or of its paths. */
export function isKeyOf(key: string, registry: string): boolean {
  if (registry === DOCKER_HUB) return key === DOCKER_HUB_KEY;
  const host = /^(?:https?:\/\/)?([^/@]+)(?:\/(?:v[12]\/?)?)?$/.exec(key)?.[1];
  if (host === undefined) return false;
  try {
    return parseRegistryHost(host) === registry;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}

function decodeAuth(auth: string): RegistryLogin | null {
  const text = Buffer.from(auth, 'base64').toString('utf8').replaceAll('\0', '');
  const colon = text.indexOf(':');
  return colon < 0 ? null : toLogin(text.slice(0, colon), text.slice(colon + 1));
}

function toLogin(username = '', password = ''): RegistryLogin | null {
  return username === '' ? null : { kind: 'password', username, password };
}
