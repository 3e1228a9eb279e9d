import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { FORWARDER_PORT } from './agent-places.ts';

const MAX_CONNECTIONS = 16;

/** Carries bytes between loopback of this container and the proxy's socket; it looks at none of them. */
export async function startForwarder(socket: string, port: number = FORWARDER_PORT): Promise<Server> {
  const server = createServer((client) => {
    const proxy = connect(socket);
    client.pipe(proxy);
    proxy.pipe(client);
    // Either side may break off at any time: then both end.
    client.on('error', () => proxy.destroy()).on('close', () => proxy.destroy());
    proxy.on('error', () => client.destroy()).on('close', () => client.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
