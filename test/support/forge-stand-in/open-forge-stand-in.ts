import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { answerRequest, type ReadRequest } from './answer-request.ts';
import type { Answer } from './answers.ts';
import type { ForgeState } from './forge-state.ts';

/** A request as it was answered. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | null;
  readonly status: number;
}

/** What happens to the next requests that match, in the order in which steps were given. */
export interface Step {
  /** `METHOD /path`; all requests where not given. */
  readonly when?: RegExp;
  readonly times?: number;
  /** An answer instead of the API's own; `lost`: done, then the connection breaks; `broken`: not done; `silent`: never answered. */
  readonly then: (Partial<Answer> & { readonly text?: string }) | 'lost' | 'broken' | 'silent';
}

export interface ForgeStandIn {
  /** Address of the API. */
  readonly baseUrl: string;
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly state: ForgeState;
  readonly log: readonly LoggedRequest[];
  /** Requests that write. */
  readonly writes: () => readonly LoggedRequest[];
  readonly plan: (step: Step) => void;
  readonly close: () => Promise<void>;
}

export interface StandInOptions {
  readonly token?: string;
  readonly repository?: string;
  /** By default there are `main` and every branch below `automation/`. */
  readonly headOf?: (branch: string) => string | null;
}

const HOUR = 3600;

/** A forge on loopback that behaves as GitHub's documented REST API does, as far as pull requests, check runs and labels go. */
export async function openForgeStandIn({ token = 'token-of-nobody', repository = 'docker/mcp-registry', headOf = inventHead }: StandInOptions = {}): Promise<ForgeStandIn> {
  const state: ForgeState = { pullRequests: [], checkRuns: [], headOf, hasCommit: () => true, rights: new Set(['pulls', 'checks', 'labels']), remaining: 5000, reset: Math.ceil(Date.now() / 1000) + HOUR };
  const log: LoggedRequest[] = [];
  const steps: { step: Step; left: number }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void readRequest(request).then((read) => {
      const planned = steps.find(({ step, left }) => left > 0 && (step.when ?? /^/).test(`${read.method} ${read.path}`));
      if (planned !== undefined) planned.left -= 1;
      const then = planned?.step.then;
      const answer = then === undefined || then === 'lost' ? answerRequest({ state, repository, token }, read) : toAnswer(then);
      log.push({ ...read, status: answer.status });
      if (then === 'silent') return;
      if (then === 'lost' || then === 'broken') request.socket.destroy();
      else send(response, answer, typeof then === 'object' ? then.text : undefined);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    token,
    repository,
    state,
    log,
    writes: () => log.filter(({ method }) => method !== 'GET'),
    plan: (step) => void steps.push({ step, left: step.times ?? 1 }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function inventHead(branch: string): string | null {
  if (branch === 'main') return '0'.repeat(40);
  return branch.startsWith('automation/') ? 'a'.repeat(40) : null;
}

function toAnswer(then: Exclude<Step['then'], 'lost'>): Answer {
  return typeof then === 'string' ? { status: 0, body: undefined } : { status: 200, body: undefined, ...then };
}

async function readRequest(request: IncomingMessage): Promise<ReadRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const text = Buffer.concat(chunks).toString('utf8');
  return { method: request.method ?? '', path: request.url ?? '', authorization: request.headers.authorization ?? null, body: text === '' ? undefined : JSON.parse(text) };
}

function send(response: ServerResponse, { status, body, headers }: Answer, text: string | undefined): void {
  const content = text ?? (body === undefined ? '' : JSON.stringify(body));
  response.writeHead(status, { ...(content !== '' && { 'content-type': 'application/json; charset=utf-8' }), ...headers });
  response.end(content);
}
