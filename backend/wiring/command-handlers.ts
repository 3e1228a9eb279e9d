import type { CommandHandlers, ReviewFlags, WorldFlags } from '../cli/flags.ts';
import type { CommandIo } from '../cli/command-io.ts';
import { CodedError } from '../core/coded-error.ts';
import type { OpenedWorld } from '../app/application/opened-world.ts';

export interface HandlerOptions {
  readonly io: CommandIo;
  readonly env: NodeJS.ProcessEnv;
  readonly version: string;
  readonly signal: AbortSignal;
}

/** The commands with everything they need; each part is loaded when it is used, so that the command line starts fast. */
export function createCommandHandlers({ io, env, version, signal }: HandlerOptions): CommandHandlers {
  return {
    list: async (flags) => {
      const [{ listCommand }, opened] = await Promise.all([import('../cli/list-command.ts'), openWorld(flags, env)]);
      return closing(opened, listCommand({ world: opened.world, flags, io, signal }));
    },
    verify: async (references, flags) => {
      const [{ verifyCommand }, opened] = await Promise.all([import('../cli/verify-command.ts'), openWorld(flags, env)]);
      return closing(opened, verifyCommand({ world: opened.world, references, flags, io, signal }));
    },
    review: async (target, flags) => {
      if (flags.printCompose === true) return printCompose({ io, env, flags });
      return review({ io, env, signal, flags, target });
    },
    serve: async (flags) => {
      const { serve } = await import('./serve.ts');
      return serve({ flags, env, version, signal, print: (text) => { io.out(text); } });
    },
    pins: {
      pinsValidate: async (servers, flags) => (await import('./keep-pins.ts')).createPinsHandlers({ io, env, signal }).pinsValidate(servers, flags),
      pinsUpdate: async (flags) => (await import('./keep-pins.ts')).createPinsHandlers({ io, env, signal }).pinsUpdate(flags),
    },
  };
}

interface ReviewCall extends Pick<HandlerOptions, 'io' | 'env' | 'signal'> {
  readonly flags: ReviewFlags;
  readonly target: string | null;
}

async function review({ io, env, signal, flags, target }: ReviewCall): Promise<number> {
  if (target === null) throw new CodedError('usage', 'Name what to review: a server, an image, a URL or a path.');
  const [{ reviewCommand }, { loadModels }, { loadSettings }, { defaultDataFolder }] = await Promise.all([
    import('../cli/review-command.ts'), import('./load-models.ts'), import('./load-settings.ts'), import('./data-folder.ts'),
  ]);
  const dataFolder = flags.data ?? defaultDataFolder(env, process.platform);
  const models = await loadModels(await loadSettings(flags.config ?? null, dataFolder), dataFolder, env);
  const opened = await openWorld(flags, env);
  const run = async (): Promise<number> => reviewCommand({ world: opened.world, reviewing: await opened.reviewing(), models, target, flags, io, signal });
  return closing(opened, run());
}

/** The containers of a review as a Compose file, for people who want to read or run it by hand. */
async function printCompose({ io, env, flags }: Pick<ReviewCall, 'io' | 'env' | 'flags'>): Promise<number> {
  const [{ composeFile }, { sandboxImageOf }, { loadSettings }, { defaultDataFolder }] = await Promise.all([
    import('../adapters/sandbox/print-compose.ts'), import('./create-reviewing.ts'), import('./load-settings.ts'), import('./data-folder.ts'),
  ]);
  const settings = (await loadSettings(flags.config ?? null, flags.data ?? defaultDataFolder(env, process.platform))).current();
  io.out(composeFile({ image: sandboxImageOf(settings, env) }));
  return 0;
}

async function openWorld(flags: WorldFlags, env: NodeJS.ProcessEnv): Promise<OpenedWorld> {
  const [{ createWorldOpener }, { loadSettings }, { defaultDataFolder }] = await Promise.all([
    import('./world-opener.ts'), import('./load-settings.ts'), import('./data-folder.ts'),
  ]);
  const dataFolder = flags.data ?? defaultDataFolder(env, process.platform);
  const settings = (await loadSettings(flags.config ?? null, dataFolder)).current();
  return createWorldOpener(dataFolder, env)(flags.sample === true ? 'sample' : 'real', settings);
}

async function closing(opened: OpenedWorld, work: Promise<number>): Promise<number> {
  try {
    return await work;
  } finally {
    await opened.close();
  }
}
