import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { dirname } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { CodedAnswer } from './answer-error.ts';

/** A server that takes requests. */
export interface Listening {
  /** The TCP port; 0 on a unix socket. */
  readonly port: number;
  /** Stops listening and ends connections that are open. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. */
export async function listenOnLoopback(app: Hono, port: number): Promise<Listening> {
  const server = createAppServer(app);
  await listen(server, () => server.listen(port, '127.0.0.1'));
  const address = server.address();
  return { port: address !== null && typeof address === 'object' ? address.port : 0, close: () => close(server) };
}

/** Docker Desktop's proxy connects from outside of the container as another user; who may enter this folder is up to Desktop. */
const GUEST_SERVICES = '/run/guest-services/';

/** Listens on a unix socket: folder made, a socket that was left there removed, and the mode set after listening. Elsewhere only its owner may connect. */
export async function listenOnSocket(app: Hono, path: string): Promise<Listening> {
  await mkdir(dirname(path), { recursive: true });
  await removeStaleSocket(path);
  const server = createAppServer(app);
  await listen(server, () => server.listen(path));
  await chmod(path, path.startsWith(GUEST_SERVICES) ? 0o666 : 0o600);
  return { port: 0, close: () => close(server) };
}

function createAppServer(app: Hono): Server {
  const answer = getRequestListener(app.fetch);
  return createServer((request, response) => { void answer(request, response); });
}

function listen(server: Server, start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: Error): void => { reject(toListenError(cause)); };
    server.once('error', refuse);
    server.once('listening', () => {
      server.off('error', refuse);
      resolve();
    });
    start();
  });
}

/** Anything else than a socket is somebody's file, and stays. */
async function removeStaleSocket(path: string): Promise<void> {
  const status = await lstat(path).catch(absentIfMissing);
  if (status?.isSocket() === true) await rm(path, { force: true });
}

function absentIfMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

/** A port or path that is taken, or that this account may not use, is what the person asked for, and no bug. */
function toListenError(cause: Error): Error {
  if (!('code' in cause)) return cause;
  return new CodedAnswer('usage', `Nothing can be served there (${String(cause.code)}): choose another port or socket.`);
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => { resolve(); });
    server.closeAllConnections();
  });
}
