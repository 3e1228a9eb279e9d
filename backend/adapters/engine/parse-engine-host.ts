import { CodedError } from '../../core/coded-error.ts';
import type { EngineEndpoint, EngineTls } from './engine-endpoint.ts';

const PLAIN_PORT = 2375;
const TLS_PORT = 2376;
const SCHEME = /^([a-z]+):\/\//;

/**
 * Parses the value of DOCKER_HOST or of a context's `Host`: `unix://PATH`, `npipe://PATH`, `tcp://HOST[:PORT]` or
 * `HOST[:PORT]`, as the docker command line does (default ports 2375 and, with TLS, 2376).
 * `ssh://` is refused: the library that would carry it checks no host key, so anybody on the way could answer.
 * @throws CodedError `engine_unreachable` (not retryable)
 */
export function parseEngineHost(text: string, tls: EngineTls | null): EngineEndpoint {
  const scheme = SCHEME.exec(text)?.[1] ?? 'tcp';
  switch (scheme) {
    case 'unix':
    case 'npipe':
      return parseSocket(text.slice(`${scheme}://`.length));
    case 'tcp':
      return parseTcp(text.replace(SCHEME, ''), tls);
    case 'ssh':
      throw refuse('An engine over ssh is not supported. Forward its socket (ssh -L) and set DOCKER_HOST to it.');
    default:
      throw refuse('The address of the engine has an unknown scheme.');
  }
}

function parseSocket(path: string): EngineEndpoint {
  if (!path.startsWith('/') || path.includes('\0')) throw refuse('The socket of the engine needs an absolute path.');
  return { kind: 'socket', path };
}

function parseTcp(address: string, tls: EngineTls | null): EngineEndpoint {
  const url = URL.canParse(`tcp://${address}`) ? new URL(`tcp://${address}`) : null;
  const rest = url === null ? '' : `${url.username}${url.password}${url.pathname.replace(/^\/$/, '')}${url.search}${url.hash}`;
  if (url === null || url.hostname === '' || rest !== '') throw refuse('The address of the engine is not HOST:PORT.');
  const port = url.port === '' ? (tls === null ? PLAIN_PORT : TLS_PORT) : Number(url.port);
  return { kind: 'tcp', host: url.hostname, port, tls };
}

function refuse(message: string): CodedError {
  return new CodedError('engine_unreachable', message);
}
