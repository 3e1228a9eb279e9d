import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createEngineImageSource, type EngineOptions } from '../../../backend/adapters/engine/engine-image-source.ts';
import type { ImageSource } from '../../../backend/ports/image-source.ts';

/** Answers one request of a fake engine. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Answers by the path of the request; `*` for any other. What is not named is a 404 in the engine's words. */
export type Answers = Readonly<Record<string, Answer>>;

export interface FakeEngine {
  readonly socketPath: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  readonly stop: () => void;
}

export function json(body: unknown, status = 200): Answer {
  return text(JSON.stringify(body), status);
}

export function text(body: string, status = 200, type = 'application/json'): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };
}

export const CLASSIC_INFO = { Name: 'box', ServerVersion: '20.10.24', DriverStatus: [['Backing Filesystem', 'extfs']] };
export const CONTAINERD_INFO = { Name: 'box', ServerVersion: '26.1.5', DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] };

/** An HTTP server on a socket that speaks as much of the engine's language as it is told. */
export async function startFakeEngine(answers: Answers): Promise<FakeEngine> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURI(request.url ?? '');
    requests.push(path);
    const answer = answers[path] ?? answers['*'] ?? json({ message: 'No such image' }, 404);
    answer(response, request);
  });
  const socketPath = await listen(server);
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { socketPath, requests, stop };
}

/** A server that does whatever it likes with each connection. */
export async function startRawEngine(onConnection: (socket: Socket) => void): Promise<{ socketPath: string; stop: () => void }> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
    onConnection(socket);
  });
  const socketPath = await listen(server);
  const stop = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { socketPath, stop };
}

export function newSocketPath(): string {
  return join(tmpdir(), `mcp-trust-${randomUUID().slice(0, 8)}.sock`);
}

/** The adapter, pointed at a socket. */
export function sourceOf(socketPath: string, options: Partial<EngineOptions> = {}): ImageSource {
  const environment = { variables: { DOCKER_HOST: `unix://${socketPath}` }, homeFolder: '/nonexistent', platform: 'linux' };
  return createEngineImageSource({ environment, ...options });
}

/** The adapter on a fake engine that is stopped after the test. */
export async function sourceAnswering(answers: Answers, options: Partial<EngineOptions> = {}): Promise<{ source: ImageSource; engine: FakeEngine }> {
  const engine = await startFakeEngine({ '/info': json(CLASSIC_INFO), ...answers });
  onTestFinished(engine.stop);
  return { source: sourceOf(engine.socketPath, options), engine };
}

async function listen(server: Server | TcpServer): Promise<string> {
  const path = newSocketPath();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  server.once('close', () => {
    rmSync(path, { force: true });
  });
  return path;
}
