import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { GIT_ENVIRONMENT } from '../../fixtures/registry/make-registry.ts';

export interface GitServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Method and path of each request. */
  readonly requests: readonly string[];
  close(): void;
}

/** Serves the bare repositories of a folder by the real `git http-backend` (git-http-backend(1)), on loopback. */
export async function serveGit(folder: string): Promise<GitServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    runBackend(folder, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, requests, close: () => { server.closeAllConnections(); server.close(); } };
}

function runBackend(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const { 'content-type': type = '', 'content-encoding': encoding = '', 'git-protocol': protocol = '' } = request.headers;
  const child = spawn('git', ['http-backend'], {
    env: {
      ...GIT_ENVIRONMENT, GIT_PROJECT_ROOT: folder, GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: url.pathname, QUERY_STRING: url.search.slice(1), REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: type, HTTP_CONTENT_ENCODING: encoding, GIT_PROTOCOL: String(protocol), REMOTE_ADDR: '127.0.0.1',
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => { chunks.push(chunk); });
  child.on('close', () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n');
    const headers = answer.toString('latin1', 0, Math.max(end, 0)).split('\r\n').map((line) => line.split(/:\s*/, 2));
    const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
    for (const [name = '', value = ''] of headers) if (name !== '' && name !== 'Status') response.setHeader(name, value);
    response.writeHead(Number.parseInt(status, 10)).end(answer.subarray(end + 4));
  });
}
