import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { answerBody, type ModelTurn } from './upstream/answer-bodies.ts';
import { answerStream } from './upstream/answer-stream.ts';
import type { UpstreamProtocol, UpstreamRequest, UpstreamScript, UpstreamStep } from './upstream/upstream-step.ts';

/** A model provider on this machine that plays a script over real HTTP. */
export interface ScriptedUpstream {
  /** `http://127.0.0.1:<port>` or the address of `host`. */
  readonly origin: string;
  readonly port: number;
  /** Everything that arrived, model requests and others. */
  readonly requests: readonly UpstreamRequest[];
  close(): Promise<void>;
}

export interface UpstreamSettings {
  readonly script: UpstreamScript;
  /** Where to listen; loopback by default. */
  readonly host?: string;
  readonly port?: number;
  /** Names that `GET /models` lists. */
  readonly models?: readonly string[];
}

/**
 * Serves Anthropic messages, OpenAI chat completions and responses (whole, or as events when `stream` is asked for) on any
 * path that ends like theirs.
 */
export async function startScriptedUpstream({ script, host = '127.0.0.1', port = 0, models = ['ai/test'] }: UpstreamSettings): Promise<ScriptedUpstream> {
  const requests: UpstreamRequest[] = [];
  let turns = 0;
  const server = createServer((incoming, response) => {
    void readRequest(incoming).then((request) => {
      requests.push(request);
      if (request.protocol === 'models') sendJson(response, 200, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) });
      else if (request.protocol === 'other') sendJson(response, 404, { error: { type: 'not_found_error', message: 'no such path' } });
      else {
        const turn = turns++;
        play({ step: script(turn, request), turn, request, response });
      }
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = z.object({ port: z.number() }).parse(server.address());
  return {
    origin: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${address.port}`,
    port: address.port,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => { resolve(); }));
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<UpstreamRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(z.instanceof(Buffer).parse(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  const path = incoming.url ?? '/';
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return { protocol: toProtocol(path), method: incoming.method ?? '', path, headers, text, body: parse(text) };
}

function toProtocol(path: string): UpstreamRequest['protocol'] {
  const { pathname } = new URL(path, 'http://upstream');
  const ends: Readonly<Record<string, UpstreamProtocol>> = { '/messages': 'messages', '/chat/completions': 'chat', '/responses': 'responses', '/models': 'models' };
  return Object.entries(ends).find(([end]) => pathname.endsWith(end))?.[1] ?? 'other';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Play {
  readonly step: UpstreamStep;
  readonly turn: number;
  readonly request: UpstreamRequest;
  readonly response: ServerResponse;
}

function play({ step, turn, request, response }: Play): void {
  switch (step.kind) {
    case 'hang':
      return;
    case 'drop':
      if (step.after === 'half') response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"id":');
      setTimeout(() => response.destroy(), 20);
      return;
    case 'status': {
      const error = { type: step.type ?? 'api_error', message: `secret details for ${request.headers.authorization ?? request.headers['x-api-key'] ?? ''}`, code: step.code ?? null };
      sendJson(response, step.status, { type: 'error', error }, step.headers);
      return;
    }
    case 'raw':
      response.writeHead(200, { 'content-type': step.contentType ?? 'application/json', ...step.headers }).end(step.body);
      return;
    default:
      answer(toTurn(step, turn, request), request, response);
  }
}

function toTurn(step: Extract<UpstreamStep, { kind: 'tools' | 'text' | 'refuse' | 'cut' | 'huge' }>, turn: number, request: UpstreamRequest): ModelTurn {
  const model = z.object({ model: z.string() }).safeParse(request.body).data?.model ?? 'unknown';
  switch (step.kind) {
    case 'tools': return { model, turn, text: step.text ?? '', calls: step.calls, stop: 'tools' };
    case 'text': return { model, turn, text: step.text, calls: [], stop: 'end' };
    case 'refuse': return { model, turn, text: '', calls: [], stop: 'refusal' };
    case 'cut': return { model, turn, text: step.text, calls: [], stop: 'length' };
    case 'huge': return { model, turn, text: 'x'.repeat(step.bytes), calls: [], stop: 'end' };
  }
}

function answer(turn: ModelTurn, request: UpstreamRequest, response: ServerResponse): void {
  const { protocol } = request;
  if (protocol !== 'messages' && protocol !== 'chat' && protocol !== 'responses') return;
  const isStream = z.object({ stream: z.literal(true) }).safeParse(request.body).success;
  if (isStream) response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answerStream(protocol, turn));
  else sendJson(response, 200, answerBody(protocol, turn));
}

function sendJson(response: ServerResponse, status: number, body: object, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
