import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { addAbortSignal, Readable } from 'node:stream';
import { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import { discoverEndpoint } from '../engine/discover-endpoint.ts';
import { ANY_STATUS, connectEngine } from '../engine/connect-engine.ts';
import { readText, type EngineAnswer } from '../engine/engine-client.ts';
import { toEndpointText, type EngineEnvironment } from '../engine/engine-endpoint.ts';
import { engineFailed, toEngineError } from '../engine/engine-error.ts';
import { parseAnswer, parseJson } from '../engine/judge-answer.ts';

export interface SandboxRequest {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT';
  /** Without its query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or a tar archive. */
  readonly body?: Readonly<Record<string, unknown>> | Readable;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Docker Engine API, `ErrorResponse`. */
const failureSchema = z.object({ message: z.string() });
const CALL_MS = 30_000;
const MAXIMUM_ANSWER_BYTES = 16 * 1024 * 1024;
const NEVER = new AbortController().signal;

/**
 * One engine, asked to do things; found anew with each call.
 * Each call throws CodedError: `engine_absent`, `engine_unreachable`, `engine_forbidden`, `engine_timeout`, `engine_failed`, `cancelled`.
 */
export class SandboxEngine {
  readonly #environment: EngineEnvironment;

  constructor(environment: EngineEnvironment) {
    this.#environment = environment;
  }

  /** Any status is an answer. */
  async ask(request: SandboxRequest): Promise<EngineAnswer> {
    return this.#bounded(request, async (signal) => {
      const response = await this.#dial(request, signal);
      if (!(response instanceof IncomingMessage)) throw engineFailed('The engine gave no answer.');
      addAbortSignal(signal, response);
      return { status: response.statusCode ?? 0, text: await readText(response, MAXIMUM_ANSWER_BYTES) };
    });
  }

  /** Throws `sandbox_failed` for a status that is not of `2xx`. */
  async askFor<Answer>(schema: z.ZodType<Answer>, request: SandboxRequest): Promise<Answer> {
    const answer = await this.ask(request);
    if (!isGood(answer)) throw toSandboxError(answer);
    return parseAnswer(schema, parseJson(answer.text));
  }

  /** The standard streams of a container, as one connection that the engine frames its output in. */
  async attach(container: string): Promise<Socket> {
    const query = { stream: '1', stdin: '1', stdout: '1', stderr: '1' };
    const request: SandboxRequest = { method: 'POST', path: `/containers/${container}/attach`, query };
    return this.#bounded(request, async (signal) => {
      const socket = await this.#dial(request, signal, true);
      if (socket instanceof Socket) return socket;
      throw engineFailed('The engine gave no way to the streams of a container.');
    });
  }

  async #bounded<Answer>(request: SandboxRequest, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    const timeout = AbortSignal.timeout(request.timeoutMs ?? CALL_MS);
    const own = request.signal ?? NEVER;
    const signal = AbortSignal.any([own, timeout]);
    try {
      signal.throwIfAborted();
      return await ask(signal);
    } catch (error) {
      const endpoint = toEndpointText(discoverEndpoint(this.#environment));
      throw toEngineError(error, { signal: own, timeout, endpoint });
    }
  }

  async #dial({ method, path, query = {}, body = {} }: SandboxRequest, signal: AbortSignal, isAttach = false): Promise<unknown> {
    const docker = await connectEngine(discoverEndpoint(this.#environment));
    const isArchive = body instanceof Readable;
    // An attaching request with a body sends its headers at once; without, the library would keep them back.
    const options = isAttach ? query : { _query: query, _body: isArchive ? {} : body };
    const streams = isAttach ? { hijack: true, openStdin: true } : {};
    const archive = isArchive ? { file: body } : {};
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => { reject(engineFailed('The engine gave no answer.')); }, { once: true });
      const request = { path: `${path}?`, method, options, isStream: true, statusCodes: ANY_STATUS, ...streams, ...archive, ...(isAttach ? {} : { abortSignal: signal }) };
      docker.modem.dial(request, (error, result) => {
        if (error === null) resolve(result);
        else reject(error instanceof Error ? error : engineFailed('The engine gave no answer.', error));
      });
    });
  }
}

export function isGood({ status }: EngineAnswer): boolean {
  return status >= 200 && status < 300;
}

/** What the engine said when it refused, in its own words, cut. */
export function toSandboxError({ status, text }: EngineAnswer): CodedError {
  if (status === 401 || status === 403) return new CodedError('engine_forbidden', `The engine refused the request (${status}).`);
  const said = readFailure(text);
  return new CodedError('sandbox_failed', `The engine answered with status ${status}${said === null ? '' : `: ${said.slice(0, 300)}`}.`, { retryable: status >= 500 });
}

function readFailure(text: string): string | null {
  try {
    const parsed = failureSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.message : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
