import { createConnection, createServer, type Socket } from 'node:net';

/**
 * Joins every connection on one side to a new one on the other. Run as a program inside a network namespace
 * (`node port-forwarder.ts PORT SOCKET`), it leads a loopback port to a unix socket, which crosses namespaces.
 */
export function pipeBoth(near: Socket, far: Socket): void {
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}

if (import.meta.main) {
  const [port = '', socket = ''] = process.argv.slice(2);
  const server = createServer((near) => {
    pipeBoth(near, createConnection(socket));
  });
  server.listen(Number(port), '127.0.0.1', () => {
    console.log('forwarding');
  });
}
