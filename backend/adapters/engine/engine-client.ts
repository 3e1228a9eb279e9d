import { IncomingMessage } from 'node:http';
import { addAbortSignal } from 'node:stream';
import type Docker from 'dockerode';
import { ANY_STATUS, connectEngine } from './connect-engine.ts';
import { toEndpointText, type EngineEndpoint } from './engine-endpoint.ts';
import { engineFailed, toEngineError } from './engine-error.ts';

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
    const response = await dial(await connectEngine(endpoint), path, signal);
    addAbortSignal(signal, response);
    return { status: response.statusCode ?? 0, text: await readText(response, maximumBytes) };
  } catch (error) {
    throw toEngineError(error, { signal: request.signal, timeout, endpoint: toEndpointText(endpoint) });
  }
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

/** Reads at most `maximumBytes`. @throws CodedError `engine_failed` */
export async function readText(response: IncomingMessage, maximumBytes: number): Promise<string> {
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
