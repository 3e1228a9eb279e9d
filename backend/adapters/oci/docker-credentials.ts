import { homedir } from 'node:os';
import { join } from 'node:path';
import { DOCKER_HUB } from '../../core/image/registry-host.ts';
import { isPortError, type PortError } from '../../ports/port-error.ts';
import { askCredentialHelper } from './credential-helper.ts';
import type { Credentials, RegistryLogin } from './credentials.ts';
import { readDockerConfig, type DockerConfig } from './docker-config.ts';
import { DOCKER_HUB_KEY, findLogin, isKeyOf } from './docker-login.ts';

export interface DockerCredentialsSettings {
  readonly env: NodeJS.ProcessEnv;
  /** Hears why no login could be had; public content is then still read without one. Never a secret. */
  readonly onProblem?: (problem: PortError) => void;
}

/**
 * Logins of the Docker command line: `config.json` in DOCKER_CONFIG or ~/.docker, by `credHelpers`, `credsStore`
 * and `auths`, in Docker's order. Each is bound to its exact host.
 */
export function dockerCredentials({ env, onProblem = () => undefined }: DockerCredentialsSettings): Credentials {
  const folder = env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
  return async (registry) => {
    try {
      const config = await readDockerConfig(folder);
      return config === null ? null : await lookUp(config, registry, env);
    } catch (error) {
      if (!isPortError(error)) throw error;
      onProblem(error);
      return null;
    }
  };
}

async function lookUp(config: DockerConfig, registry: string, env: NodeJS.ProcessEnv): Promise<RegistryLogin | null> {
  const own = Object.entries(config.credHelpers).find(([key]) => isKeyOf(key, registry) || (registry === DOCKER_HUB && key === DOCKER_HUB));
  const helper = own?.[1] ?? config.credsStore;
  const login = helper === '' ? null : await askCredentialHelper(helper, registry === DOCKER_HUB ? DOCKER_HUB_KEY : registry, env);
  return login ?? findLogin(config, registry);
}
