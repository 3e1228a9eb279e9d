import { createServer } from 'node:http';
import { connect } from 'node:net';

export interface ConnectProxy {
  readonly port: number;
  /** Hosts with ports that it was asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** A proxy for https on all addresses of this machine, so that a container reaches what listens on its loopback. */
export async function startConnectProxy(): Promise<ConnectProxy> {
  const asked: string[] = [];
  const server = createServer((_request, response) => { response.writeHead(405).end(); });
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    const [host, port] = url.split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => { server.listen(0, '0.0.0.0', resolve); });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    asked,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}
