import { accessSync, constants } from 'node:fs';
import { AGENTS_OF_IMAGE, agentProgram } from './agent-packages.ts';
import { agentDockerfile, agentPackageJson, agentPackageLock } from './agent-image-files.ts';

const FILES: Readonly<Record<string, () => string>> = { Dockerfile: agentDockerfile, 'package.json': agentPackageJson, 'package-lock.json': agentPackageLock };

const USAGE = 2;

/** Serves the build of the optional image: `--print FILE` writes one of its files, `--check` fails unless both programs are there. */
export function printImageFile([option, name = '']: readonly string[], write: (text: string) => void): number {
  if (option === '--check') {
    for (const agent of AGENTS_OF_IMAGE) accessSync(agentProgram(agent, process.arch) ?? `no ${agent} for ${process.arch}`, constants.X_OK);
    return 0;
  }
  const file = option === '--print' && Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (file === undefined) return USAGE;
  write(file());
  return 0;
}
