import { CodedError } from '../core/coded-error.ts';
import type { WorldOpener } from '../app/application/opened-world.ts';
import { worldFolder } from './data-folder.ts';
import { openRealWorld } from './open-real-world.ts';
import { findSamples, openSampleWorld } from './open-sample-world.ts';

/** Opens either world in its part of the data folder. */
export function createWorldOpener(dataFolder: string, env: NodeJS.ProcessEnv): WorldOpener {
  return (kind, settings) => {
    const folder = worldFolder(dataFolder, kind);
    if (kind === 'real') return openRealWorld({ folder, settings, env });
    const samples = findSamples();
    if (samples === null) throw new CodedError('not_found', 'No samples were built here.');
    return openSampleWorld(samples, folder, env);
  };
}
