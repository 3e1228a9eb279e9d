import { CodedError } from '../../core/coded-error.ts';
import { isPortError, type PortErrorCode } from '../../ports/port-error.ts';
import type { RegistryHeads } from '../../ports/registry-folder.ts';
import type { RegistryGit } from './registry-git.ts';

const LOCAL_MAIN = ['main', 'master'];

/** Where branches stand in the repository itself: main is the branch of that name, or what is checked out. */
export async function readLocalHeads(git: RegistryGit, prefix: string, signal: AbortSignal): Promise<RegistryHeads> {
  const output = await git.text(['for-each-ref', '--format=%(objectname) %(refname:lstrip=2)', 'refs/heads/'], { signal });
  const heads = new Map(output.split('\n').filter((line) => line !== '').map((line) => [line.slice(41), line.slice(0, 40)]));
  const branch = LOCAL_MAIN.find((name) => heads.has(name)) ?? 'HEAD';
  const commit = heads.get(branch) ?? (await resolveCommit(git, 'HEAD', signal));
  return { main: commit === null ? null : { branch, commit }, branches: new Map([...heads].filter(([name]) => name.startsWith(prefix))) };
}

/** The commit that a revision names; null where there is none. */
export async function resolveCommit(git: RegistryGit, revision: string, signal: AbortSignal): Promise<string | null> {
  try {
    const commit = (await git.text(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], { signal })).trim();
    if (!/^[0-9a-f]{40}$/.test(commit)) throw new CodedError<PortErrorCode>('registry_folder_unreadable', 'The repository has no SHA-1 commits.');
    return commit;
  } catch (error) {
    if (isPortError(error) && error.code === 'git_failed') return null;
    throw error;
  }
}
