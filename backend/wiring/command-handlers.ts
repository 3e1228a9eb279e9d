import type { CommandHandlers, WorldFlags } from '../cli/flags.ts';
import type { CommandIo } from '../cli/command-io.ts';
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
    serve: async (flags) => {
      const { serve } = await import('./serve.ts');
      return serve({ flags, env, version, signal, print: (text) => { io.out(text); } });
    },
  };
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
