import { join } from 'node:path';
import { runGit } from '../adapters/git/run-git.ts';
import { openRegistryFolder } from '../adapters/registry/git-registry-folder.ts';
import { createGitUpstream, type UpstreamLocation } from '../adapters/upstream/git-upstream.ts';
import type { CommandIo } from '../cli/command-io.ts';
import type { PinsFlags, PinsHandlers } from '../cli/pins/pins-flags.ts';
import type { RegistryFolder } from '../ports/registry-folder.ts';
import type { Upstream } from '../ports/upstream.ts';
import { defaultDataFolder } from './data-folder.ts';

export interface PinsOptions {
  readonly io: CommandIo;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Where projects are fetched from instead of their own address. */
  readonly locate?: (project: string) => UpstreamLocation;
}

/** `mcp-trust pins …` with everything it needs; each part is loaded when it is used. */
export function createPinsHandlers({ io, env, signal, ...options }: PinsOptions): PinsHandlers {
  return {
    pinsValidate: async (servers, flags) => {
      const { validateCommand } = await import('../cli/pins/validate-command.ts');
      const upstream = flags.upstream === true ? openUpstream(flags, env, options) : null;
      return validateCommand({ folder: openFolder(flags), upstream, servers, flags, io, signal });
    },
    pinsUpdate: async (flags) => {
      const { updateCommand } = await import('../cli/pins/update-command.ts');
      return updateCommand({ folder: openFolder(flags), upstream: openUpstream(flags, env, options), flags, io, signal });
    },
  };
}

function openFolder({ registry }: PinsFlags): RegistryFolder {
  return openRegistryFolder(registry, runGit);
}

function openUpstream(flags: PinsFlags, env: NodeJS.ProcessEnv, options: Pick<PinsOptions, 'locate'>): Upstream {
  const cacheFolder = join(flags.data ?? defaultDataFolder(env, process.platform), 'upstream');
  const network = { httpsProxy: env['HTTPS_PROXY'] ?? env['https_proxy'] ?? null, httpProxy: null, noProxy: env['NO_PROXY'] ?? env['no_proxy'] ?? null, certificateAuthorityFile: env['SSL_CERT_FILE'] ?? null };
  return createGitUpstream({ git: runGit, cacheFolder, network, ...options });
}
