import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { Readable } from 'node:stream';
import { PROXY_SOCKET, proxyOrderSchema, type ProxyMessage, type ProxyOrder } from '../protocol/proxy-messages.ts';
import { createProxyServer } from './proxy-server.ts';
import { Proxy } from './proxy.ts';
import { PROXY_LIMITS } from './proxy-limits.ts';
import { readFirstLine } from '../read-first-line.ts';

export interface ProxySurroundings {
  readonly input: Readable;
  readonly write: (text: string) => void;
  readonly socket: string;
}

const PROCESS: ProxySurroundings = { input: process.stdin, write: (text) => process.stdout.write(text), socket: PROXY_SOCKET };

/**
 * The inference proxy of one run. Reads a `ProxyOrder` as the first line of its input, serves on a Unix socket, and reports in
 * lines of `ProxyMessage`. Ends when its input does (unless told otherwise) or when its time is over. The exit status is 0
 * unless it could not begin.
 */
export async function runProxy(surroundings: ProxySurroundings = PROCESS): Promise<number> {
  const say = (message: ProxyMessage): void => { surroundings.write(`${JSON.stringify(message)}\n`); };
  const order = parseOrder(await readFirstLine(surroundings.input, { maxBytes: PROXY_LIMITS.orderBytes, timeoutMs: PROXY_LIMITS.orderMs }));
  if (order === null) {
    say({ kind: 'failed', code: 'order_malformed' });
    return 1;
  }
  const proxy = new Proxy(order, say);
  const bug = Promise.withResolvers<never>();
  const server = createProxyServer((request, response) => proxy.answer(request, response), bug.reject);
  try {
    if (!(await listen(server, surroundings.socket))) {
      say({ kind: 'failed', code: 'socket_failed' });
      return 1;
    }
    say({ kind: 'listening' });
    await Promise.race([untilEnd(order, surroundings.input), bug.promise]);
  } finally {
    server.close();
    server.closeAllConnections();
    await proxy.close();
  }
  return 0;
}

/** What is wrong with an order is not told: it holds the key. */
function parseOrder(line: string | null): ProxyOrder | null {
  if (line === null) return null;
  try {
    return proxyOrderSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Anybody in the volume may connect: the token says who may ask. */
async function listen(server: Server, socket: string): Promise<boolean> {
  try {
    server.listen(socket);
    await once(server, 'listening');
    await chmod(socket, 0o666);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

function untilEnd(order: ProxyOrder, input: Readable): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, order.seconds * 1000);
    const end = (): void => {
      if (!order.endsWithInput) return;
      clearTimeout(timer);
      resolve();
    };
    if (input.readableEnded) end();
    input.on('end', end).on('error', end);
  });
}
