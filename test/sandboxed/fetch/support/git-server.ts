import { execFileSync, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { devNull } from 'node:os';
import { join } from 'node:path';

const BACKEND = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');

export interface GitServer {
  readonly url: string;
  /** Paths with query, in their order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Starts a server on loopback; with a certificate, over TLS. */
export async function startServer(answer: RequestListener, certificate?: { readonly cert: string; readonly key: string }): Promise<GitServer> {
  const requests: string[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(`${request.headers.host ?? ''} ${request.url ?? ''}`);
    answer(request, response);
  };
  const server = certificate === undefined ? createServer(listener) : createSecureServer(certificate, listener);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const close = (): Promise<void> => new Promise((resolve) => {
    server.close(() => { resolve(); });
    server.closeAllConnections();
  });
  return { url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`, requests, close };
}

/** git's own server of its smart protocol, for one repository at any path that ends as git's do. */
export function smartHttp(repository: string, { isOld = false } = {}): RequestListener {
  return (request, response) => { serve(repository, { request, response, isOld }); };
}

function serve(repository: string, { request, response, isOld }: { request: IncomingMessage; response: ServerResponse; isOld: boolean }): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const inner = /(\/info\/refs|\/git-upload-pack)$/.exec(path)?.[1] ?? '';
  const env = {
    PATH: process.env['PATH'], GIT_PROJECT_ROOT: repository, GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: inner, QUERY_STRING: query, REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers['content-type'] ?? '', HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull,
    // Without it the first version of the protocol is spoken, in which servers may refuse commits by their ids.
    ...(isOld ? {} : { GIT_PROTOCOL: String(request.headers['git-protocol'] ?? '') }),
  };
  const child = spawn(BACKEND, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  request.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  let head = '';
  const onHead = (part: Buffer): void => {
    head += part.toString('latin1');
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    const fields = head.slice(0, end).split('\r\n').map((line) => line.split(': '));
    const status = fields.find(([name]) => name === 'Status')?.[1] ?? '200';
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(fields.filter(([name]) => name !== 'Status').map(([name = '', value = '']) => [name, value])));
    response.write(Buffer.from(head.slice(end + 4), 'latin1'));
    child.stdout.off('data', onHead);
    child.stdout.pipe(response);
  };
  child.stdout.on('data', onHead);
}
