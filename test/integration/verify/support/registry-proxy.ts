import { createServer, request as requestHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback } from '../../support/loopback.ts';

/** Answers in the registry's place. */
export type Fault = (response: ServerResponse) => void;

/** Stands before a real registry: counts what is asked, and misbehaves where it is told to. */
export interface RegistryProxy {
  /** Host and port as they stand in an image reference. */
  readonly host: string;
  readonly port: number;
  /** `METHOD /path` of every request since the last `forget`. */
  readonly requests: readonly string[];
  forget(): void;
  /** Every request whose path contains the text gets this answer, until the returned function is called. */
  fail(pathPart: string, fault: Fault): () => void;
  /** Requests from now on wait for this before they go on to the registry. `begun` tells that one is waiting. */
  holdUntil(ready: (begun: Promise<void>) => Promise<void>): void;
  stop(): Promise<void>;
}

export async function startRegistryProxy(registryPort: number): Promise<RegistryProxy> {
  const requests: string[] = [];
  const faults = new Map<string, Fault>();
  let held = Promise.resolve();
  let begin = (): void => undefined;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(`${request.method ?? ''} ${path}`);
    begin();
    const fault = [...faults].find(([part]) => path.includes(part))?.[1];
    if (fault === undefined) void held.then(() => { forward(request, response, registryPort); });
    else fault(response);
  });
  const { url, stop } = await listenOnLoopback(server);
  const { host, port } = new URL(url);
  return {
    host,
    port: Number(port),
    requests,
    forget: () => { requests.length = 0; },
    fail: (pathPart, fault) => {
      faults.set(pathPart, fault);
      return () => { faults.delete(pathPart); };
    },
    holdUntil: (ready) => {
      held = ready(new Promise((resolve) => { begin = resolve; }));
    },
    stop,
  };
}

/** A registry's error document (OCI distribution specification) with any status. */
export function refuse(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Fault {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ errors: [{ code, message: code }] }));
  };
}

/** A whole answer of any kind, with status 200. */
export function answer(body: string | Buffer, contentType: string): Fault {
  return (response) => {
    response.writeHead(200, { 'content-type': contentType }).end(body);
  };
}

/** The connection ends in the middle of the body. */
export const breakOff: Fault = (response) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '1000' });
  response.write('{');
  setImmediate(() => response.destroy());
};

/** Takes the request and never answers. */
export const hang: Fault = () => undefined;

function forward(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = request;
  const outgoing = requestHttp({ host: '127.0.0.1', port, method, path: url, headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  response.on('close', () => outgoing.destroy());
  request.pipe(outgoing);
}
