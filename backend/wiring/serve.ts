import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import type { Hono } from 'hono';
import { createApi } from '../api/create-api.ts';
import { listenOnLoopback, listenOnSocket, type Listening } from '../api/listen.ts';
import { guardLoopback } from '../api/loopback-guard.ts';
import { servePanel } from '../api/serve-panel.ts';
import { createApplication } from '../app/application/create-application.ts';
import type { OpenedWorld, WorldOpener } from '../app/application/opened-world.ts';
import type { SettingsKeeper } from '../app/settings/settings-keeper.ts';
import type { ServeFlags } from '../cli/program.ts';
import { isPortError } from '../ports/port-error.ts';
import { defaultDataFolder } from './data-folder.ts';
import { loadSettings } from './load-settings.ts';
import { findSamples } from './open-sample-world.ts';
import { createWorldOpener } from './world-opener.ts';

const ENGINE_PATIENCE = 10_000;
const PANEL = ['../ui/', '../../dist/ui/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

export interface ServeOptions {
  readonly flags: ServeFlags;
  readonly env: NodeJS.ProcessEnv;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly print: (text: string) => void;
}

/** `mcp-trust serve`: the backend until the signal; answers the exit status. */
export async function serve({ flags, env, version, signal, print }: ServeOptions): Promise<number> {
  const dataFolder = flags.data ?? defaultDataFolder(env, process.platform);
  const settings = await loadSettings(flags.config ?? null, dataFolder);
  const openWorld = createWorldOpener(dataFolder, env);
  const world = await chooseWorld({ flags, settings, openWorld });
  const application = await createApplication({
    version, world, settings, openWorld, samplesAvailable: findSamples() !== null, clock: Date.now,
  });
  const api = createApi(application);
  const listening = await (flags.socket === undefined ? servePage(api, flags.port ?? 0, print) : serveSocket(api, flags.socket, print));
  if (world === 'sample') print('These are samples, not images of this machine.\n');
  await untilAborted(signal);
  await listening.close();
  await application.close();
  return 0;
}

interface Choice {
  readonly flags: ServeFlags;
  readonly settings: SettingsKeeper;
  readonly openWorld: WorldOpener;
}

/** Samples when asked for, or when no engine is installed at all. An engine that does not answer is not "no engine". */
async function chooseWorld({ flags, settings, openWorld }: Choice): Promise<'real' | 'sample'> {
  if (flags.sample === true) return 'sample';
  if (findSamples() === null) return 'real';
  const opened = await openWorld('real', settings.current());
  try {
    return (await hasEngine(opened)) ? 'real' : 'sample';
  } finally {
    await opened.close();
  }
}

async function hasEngine({ world }: OpenedWorld): Promise<boolean> {
  try {
    await world.images.info(AbortSignal.timeout(ENGINE_PATIENCE));
    return true;
  } catch (error) {
    if (!isPortError(error)) throw error;
    return error.code !== 'engine_absent';
  }
}

async function servePage(api: Hono, port: number, print: (text: string) => void): Promise<Listening> {
  const panel = PANEL.find((folder) => existsSync(folder));
  if (panel !== undefined) api.route('/', servePanel(panel));
  let hosts: readonly string[] = [];
  const { token, guarded } = guardLoopback(api, () => hosts);
  const listening = await listenOnLoopback(guarded, port);
  hosts = [`127.0.0.1:${String(listening.port)}`, `localhost:${String(listening.port)}`];
  print(`MCP Trust Inspector: http://127.0.0.1:${String(listening.port)}/#token=${token}\n`);
  return listening;
}

async function serveSocket(api: Hono, path: string, print: (text: string) => void): Promise<Listening> {
  const listening = await listenOnSocket(api, path);
  print(`Listening on ${path}\n`);
  return listening;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => { resolve(); }, { once: true });
  });
}
