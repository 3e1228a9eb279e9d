import { isPortError } from '../../ports/port-error.ts';
import type { BranchMove, PushResult } from '../../ports/registry-folder.ts';
import type { RegistryGit } from './registry-git.ts';

const NONE = '0'.repeat(40);

interface Standing {
  readonly commit: string;
  readonly isCheckedOut: boolean;
}

/** Points branches of this repository at commits, each only from where it is expected; one that is checked out stays. */
export async function moveBranches(git: RegistryGit, moves: readonly BranchMove[], signal: AbortSignal): Promise<ReadonlyMap<string, PushResult>> {
  const standing = await readBranches(git, signal);
  const results = new Map(moves.map((move) => [move.branch, judge(move, standing.get(move.branch) ?? null)]));
  const wanted = moves.filter(({ branch }) => results.get(branch)?.state === 'pushed');
  if (wanted.length === 0 || (await update(git, wanted, signal))) return results;
  // One of them moved in between, and a transaction is whole or nothing.
  for (const move of wanted) {
    if (!(await update(git, [move], signal))) results.set(move.branch, { state: 'refused', reason: 'stale info' });
  }
  return results;
}

function judge({ commit, expected }: BranchMove, standing: Standing | null): PushResult {
  if (standing?.commit === commit) return { state: 'unchanged' };
  if ((standing?.commit ?? null) !== expected) return { state: 'refused', reason: 'stale info' };
  return standing?.isCheckedOut === true ? { state: 'refused', reason: 'branch is checked out' } : { state: 'pushed' };
}

async function readBranches(git: RegistryGit, signal: AbortSignal): Promise<ReadonlyMap<string, Standing>> {
  const output = await git.text(['for-each-ref', '--format=%(objectname)%00%(refname:lstrip=2)%00%(worktreepath)', 'refs/heads/'], { signal });
  return new Map(output.split('\n').filter((line) => line !== '').map((line) => {
    const [commit = '', branch = '', workTree = ''] = line.split('\0');
    return [branch, { commit, isCheckedOut: workTree !== '' }];
  }));
}

async function update(git: RegistryGit, moves: readonly BranchMove[], signal: AbortSignal): Promise<boolean> {
  const commands = moves.map(({ branch, commit, expected }) => `update refs/heads/${branch} ${commit} ${expected ?? NONE}\n`);
  try {
    await git.bytes(['update-ref', '--no-deref', '--stdin'], { input: commands.join(''), signal });
    return true;
  } catch (error) {
    if (isPortError(error) && error.code === 'git_failed') return false;
    throw error;
  }
}
