import type { Application } from '../app/application/application.ts';
import { createApi } from './create-api.ts';
import { listenOnLoopback, listenOnSocket, type Listening } from './listen.ts';
import { guardLoopback } from './loopback-guard.ts';
import { servePanel } from './serve-panel.ts';

/** What is served on loopback, and the address to open: its fragment carries the token, which no server ever sees. */
export interface LoopbackService extends Listening {
  readonly address: string;
}

export interface LoopbackOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Folder of the built panel; null serves the API alone. */
  readonly panel: string | null;
}

/** The API and the panel for a browser on this machine. */
export async function serveLoopback(application: Application, { port, panel }: LoopbackOptions): Promise<LoopbackService> {
  const api = createApi(application);
  if (panel !== null) api.route('/', servePanel(panel));
  let hosts: readonly string[] = [];
  const { token, guarded } = guardLoopback(api, () => hosts);
  const listening = await listenOnLoopback(guarded, port);
  hosts = [`127.0.0.1:${String(listening.port)}`, `localhost:${String(listening.port)}`];
  return { ...listening, address: `http://127.0.0.1:${String(listening.port)}/#token=${token}` };
}

/** The API on a unix socket, for Docker Desktop, which brings the panel itself. */
export async function serveSocket(application: Application, path: string): Promise<Listening> {
  return listenOnSocket(createApi(application), path);
}
