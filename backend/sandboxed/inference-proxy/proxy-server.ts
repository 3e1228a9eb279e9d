import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { PROXY_LIMITS } from './proxy-limits.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * An HTTP server that takes one request a connection: what follows the first, pipelined or smuggled behind it, is thrown away.
 * Nothing but plain requests reaches `answer`.
 */
export function createProxyServer(answer: Answer, onBug: (error: unknown) => void): Server {
  const server = createServer({
    maxHeaderSize: PROXY_LIMITS.headerBytes,
    headersTimeout: PROXY_LIMITS.headersMs,
    requestTimeout: PROXY_LIMITS.requestMs,
    connectionsCheckingInterval: 500,
    keepAlive: false,
    insecureHTTPParser: false,
    requireHostHeader: true,
  });
  server.maxConnections = PROXY_LIMITS.connections;
  server.maxHeadersCount = PROXY_LIMITS.headers;
  server.maxRequestsPerSocket = 1;
  const served = new WeakSet<Socket>();
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    if (served.has(request.socket)) {
      request.socket.destroy();
      return;
    }
    served.add(request.socket);
    answer(request, response).catch((error: unknown) => {
      response.destroy();
      onBug(error);
    });
  };
  server.on('request', serve);
  // Without a listener Node would say "100 Continue" or 417 by itself.
  server.on('checkContinue', serve);
  server.on('checkExpectation', serve);
  for (const event of ['connect', 'upgrade'] as const) server.on(event, (_request: IncomingMessage, socket: Socket) => socket.destroy());
  server.on('clientError', refuseBadRequest);
  return server;
}

/** What isn't HTTP, or is so in two ways: answered once, without a word of it. */
function refuseBadRequest(_error: Error, socket: Socket): void {
  if (socket.writable && socket.bytesWritten === 0) socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n', () => socket.destroy());
  else socket.destroy();
}
