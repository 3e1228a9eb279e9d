import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { FakeBackend } from '../../ui/support/fake-backend.ts';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const COOKIE = 'mcp-trust-session=fake';
const TOKEN = 'token-of-the-printed-address';

/** The policy under which the backend serves the panel. */
const CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface PanelServer {
  /** The address with its token, as the backend prints it. */
  readonly address: string;
  readonly backend: { current: FakeBackend };
  close(): Promise<void>;
}

/** Serves the built panel and the fake backend's API on loopback, with the session that the real one asks for. */
export async function startPanelServer(directory: string, first: FakeBackend): Promise<PanelServer> {
  const backend = { current: first };
  const server = createServer((request, response) => {
    answer({ request, response, directory, backend: backend.current }).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/#token=${TOKEN}`,
    backend,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => { resolve(); });
    }),
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly directory: string;
  readonly backend: FakeBackend;
}

async function answer({ request, response, directory, backend }: Exchange): Promise<void> {
  const path = request.url ?? '/';
  if (!path.startsWith('/api/')) {
    const file = normalize(path === '/' ? '/index.html' : path.replace(/\?.*$/, ''));
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': CONTENT_SECURITY_POLICY });
    response.end(await readFile(join(directory, file)).catch(() => ''));
    return;
  }
  const body = await readBody(request);
  const method = request.method ?? 'GET';
  const fault = backend.faultOf(method, path);
  if (fault === 'unreachable') return void request.socket.destroy();
  if (fault === 'hang') return;
  if (fault !== null) { reply(response, 'garbage' in fault ? 200 : 503, 'garbage' in fault ? fault.garbage : fault); return; }
  if (path === '/api/session') {
    const isRight = JSON.stringify(body).includes(TOKEN);
    if (isRight) response.setHeader('set-cookie', `${COOKIE}; HttpOnly; SameSite=Strict; Path=/`);
    reply(response, isRight ? 200 : 403, isRight ? {} : FORBIDDEN); return;
  }
  if (!(request.headers.cookie ?? '').includes(COOKIE)) { reply(response, 403, FORBIDDEN); return; }
  const result = backend.handle(method, path, body);
  reply(response, result.status, result.body);
}

const FORBIDDEN = { code: 'request_forbidden', message: 'Open the address that was printed at the start.', hint: 'Start again with npm start and open the printed address.' };

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const value: unknown = text === '' ? undefined : JSON.parse(text);
  return value;
}
