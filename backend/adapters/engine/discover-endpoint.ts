import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../core/coded-error.ts';
import { readContextEndpoint, readCurrentContext, readTls } from './docker-settings.ts';
import type { EngineEndpoint, EngineEnvironment, EngineTls } from './engine-endpoint.ts';
import { parseEngineHost } from './parse-engine-host.ts';

const SYSTEM_SOCKET = '/var/run/docker.sock';
const WINDOWS_PIPE = '//./pipe/docker_engine';

/**
 * Finds the engine in the order of the docker command line: DOCKER_HOST, DOCKER_CONTEXT, the current context, then the
 * default sockets (the system's, which is also where an extension has it mounted, and Docker Desktop's in the home folder).
 * @throws CodedError `engine_absent` when nothing names an engine and no default socket is there;
 *   `engine_unreachable` when something names one in a way that cannot be used
 */
export function discoverEndpoint(environment: EngineEnvironment): EngineEndpoint {
  const { variables, homeFolder } = environment;
  const folder = setting(variables['DOCKER_CONFIG']) ?? join(homeFolder, '.docker');
  const host = setting(variables['DOCKER_HOST']);
  if (host !== null) return parseEngineHost(host, variablesTls(environment, folder));
  const context = setting(variables['DOCKER_CONTEXT']) ?? readCurrentContext(folder);
  if (context !== null && context !== '' && context !== 'default') return readContextEndpoint(folder, context);
  return findDefaultSocket(environment);
}

function setting(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

/** Any value of DOCKER_TLS_VERIFY, even `0`, asks for a verified engine; DOCKER_TLS for an unverified one. */
function variablesTls({ variables }: EngineEnvironment, folder: string): EngineTls | null {
  const isVerified = setting(variables['DOCKER_TLS_VERIFY']) !== null;
  if (!isVerified && setting(variables['DOCKER_TLS']) === null) return null;
  return readTls(setting(variables['DOCKER_CERT_PATH']) ?? folder, isVerified);
}

function findDefaultSocket({ homeFolder, platform, systemSocket = SYSTEM_SOCKET }: EngineEnvironment): EngineEndpoint {
  const desktop = ['run', 'desktop'].map((name) => join(homeFolder, '.docker', name, 'docker.sock'));
  const candidates = platform === 'win32' ? [WINDOWS_PIPE] : [systemSocket, ...desktop];
  const path = candidates.find((candidate) => platform === 'win32' || mayBeSocket(candidate));
  if (path !== undefined) return { kind: 'socket', path };
  throw new CodedError('engine_absent', 'No Docker engine was found on this machine.');
}

/** A folder in the socket's place (made by a container's mount before there was an engine) is no engine. */
function mayBeSocket(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isSocket() === true;
  } catch (error) {
    // What may not even be looked at is there: connecting then tells that it is forbidden.
    if (error instanceof Error && 'code' in error) return error.code === 'EACCES';
    throw error;
  }
}
