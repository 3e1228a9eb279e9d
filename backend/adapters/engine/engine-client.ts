import { IncomingMessage } from 'node:http';
import { addAbortSignal } from 'node:stream';
import type Docker from 'dockerode';
import { toEndpointText, type EngineEndpoint } from './engine-endpoint.ts';
import { engineFailed, toEngineError } from './engine-error.ts';
import { createRedirectFreeAgent } from './redirect-free-agent.ts';

/** One GET: the path with its query, and what bounds it. */
export interface EngineRequest {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly maximumBytes: number;
}

export interface EngineAnswer {
  readonly status: number;
  readonly text: string;
}

/** Every status comes back as an answer: else dockerode reads the bodies of failures without any limit. */
const ANY_STATUS = Object.fromEntries(Array.from({ length: 800 }, (_, index) => [index + 200, true]));

/**
 * Asks the engine once, reading at most `maximumBytes` within `timeoutMs`.
 * @throws CodedError `cancelled`, `engine_timeout`, `engine_forbidden`, `engine_unreachable`, or `engine_failed`
 *   when the answer is too large or not HTTP
 */
export async function askEngine(endpoint: EngineEndpoint, request: EngineRequest): Promise<EngineAnswer> {
  const { path, timeoutMs, maximumBytes } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([request.signal, timeout]);
  try {
    signal.throwIfAborted();
    const response = await dial(await connect(endpoint), path, signal);
    addAbortSignal(signal, response);
    return { status: response.statusCode ?? 0, text: await readText(response, maximumBytes) };
  } catch (error) {
    throw toEngineError(error, { signal: request.signal, timeout, endpoint: toEndpointText(endpoint) });
  }
}

/** dockerode takes a fifth of a second to load: only a call that needs it pays. */
async function connect(endpoint: EngineEndpoint): Promise<Docker> {
  const { default: DockerClient } = await import('dockerode');
  const tls = endpoint.kind === 'tcp' ? endpoint.tls : null;
  const agent = createRedirectFreeAgent(tls);
  // Each of these is given: what is left out dockerode takes from the environment, even the host beside a socket.
  const target =
    endpoint.kind === 'socket'
      ? { socketPath: endpoint.path, host: undefined, port: undefined, protocol: 'http' as const }
      : { socketPath: undefined, host: endpoint.host, port: endpoint.port, protocol: tls === null ? ('http' as const) : ('https' as const) };
  const material = { ca: tls?.ca ?? undefined, cert: tls?.cert ?? undefined, key: tls?.key ?? undefined };
  // `agent` is an option of the library's transport that its types leave out.
  const options = { ...target, ...material, timeout: undefined, version: undefined, agent };
  return new DockerClient(options);
}

async function dial(docker: Docker, path: string, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // dockerode forgets to call back where a request ends without an answer or an error (a switch of protocols).
    signal.addEventListener('abort', () => { reject(engineFailed('The engine gave no answer.')); }, { once: true });
    const options = { path, method: 'GET', isStream: true, statusCodes: ANY_STATUS, abortSignal: signal };
    docker.modem.dial(options, (error, result) => {
      if (result instanceof IncomingMessage) resolve(result);
      else reject(error ?? engineFailed('The engine gave no answer.'));
    });
  });
}

async function readText(response: IncomingMessage, maximumBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream: AsyncIterable<unknown> = response;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    // Leaving the loop destroys the connection: the rest is never read.
    if (size > maximumBytes) throw engineFailed(`The answer of the engine is larger than ${maximumBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
