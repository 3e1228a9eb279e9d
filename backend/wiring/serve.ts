import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import type { Listening } from '../api/listen.ts';
import { serveLoopback, serveSocket } from '../api/serve-loopback.ts';
import type { Application } from '../app/application/application.ts';
import { createApplication } from '../app/application/create-application.ts';
import type { OpenedWorld, WorldOpener } from '../app/application/opened-world.ts';
import type { SettingsKeeper } from '../app/settings/settings-keeper.ts';
import type { ServeFlags } from '../cli/flags.ts';
import { isPortError } from '../ports/port-error.ts';
import { defaultDataFolder } from './data-folder.ts';
import { loadModels } from './load-models.ts';
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
    version, world, settings, models: await loadModels(settings, dataFolder, env), openWorld, samplesAvailable: findSamples() !== null, clock: Date.now,
  });
  const listening = await listen(application, flags, print);
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

async function listen(application: Application, { socket, port = 0 }: ServeFlags, print: (text: string) => void): Promise<Listening> {
  if (socket !== undefined) {
    const listening = await serveSocket(application, socket);
    print(`Listening on ${socket}\n`);
    return listening;
  }
  const service = await serveLoopback(application, { port, panel: PANEL.find((folder) => existsSync(folder)) ?? null });
  print(`MCP Trust Inspector: ${service.address}\n`);
  return service;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => { resolve(); }, { once: true });
  });
}
