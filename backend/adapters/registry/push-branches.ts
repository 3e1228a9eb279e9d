import { CodedError } from '../../core/coded-error.ts';
import { isPortError, type PortErrorCode } from '../../ports/port-error.ts';
import type { BranchMove, PushResult } from '../../ports/registry-folder.ts';
import type { RegistryGit } from './registry-git.ts';
import { REGISTRY_LIMITS } from './registry-limits.ts';
import { assertRemote, REMOTE_PROTOCOLS } from './remote.ts';

/** A line of `git push --porcelain` (git-push(1)): flag, from:to, summary with the reason in brackets. */
const LINE = /^([ +\-*!=])\t[^\t]*:refs\/heads\/([^\t]+)\t(.*)$/;
const MAX_REASON = 200;

/**
 * Pushes branches by one connection a hundred; each moves only from where it is expected, and one that is refused does not
 * keep back the others.
 * @throws PortError `push_failed` where the remote cannot be reached, or takes nothing
 */
export async function pushBranches(git: RegistryGit, { remote, moves }: { readonly remote: string; readonly moves: readonly BranchMove[] }, signal: AbortSignal): Promise<ReadonlyMap<string, PushResult>> {
  assertRemote(remote);
  const results = new Map<string, PushResult>();
  for (let first = 0; first < moves.length; first += REGISTRY_LIMITS.pushedAtOnce) {
    for (const [branch, result] of await push(git, remote, { moves: moves.slice(first, first + REGISTRY_LIMITS.pushedAtOnce), signal })) results.set(branch, result);
  }
  return results;
}

async function push(git: RegistryGit, remote: string, { moves, signal }: { readonly moves: readonly BranchMove[]; readonly signal: AbortSignal }): Promise<ReadonlyMap<string, PushResult>> {
  const leases = moves.map(({ branch, expected }) => `--force-with-lease=refs/heads/${branch}:${expected ?? ''}`);
  const args = ['push', '--porcelain', '--no-verify', '--no-follow-tags', '--recurse-submodules=no', ...leases, '--', remote, ...moves.map(({ branch, commit }) => `${commit}:refs/heads/${branch}`)];
  const answer = await pushing(git.text(args, { asPerson: true, protocols: REMOTE_PROTOCOLS, timeoutMs: REGISTRY_LIMITS.pushMs, acceptedStatus: [1], signal }));
  const results = new Map(answer.split('\n').map((line) => LINE.exec(line)).filter((match) => match !== null).map(([, flag = '', branch = '', summary = '']) => [branch, toResult(flag, summary)]));
  return new Map(moves.map(({ branch }) => [branch, results.get(branch) ?? { state: 'refused', reason: 'The remote did not answer for it.' }]));
}

function toResult(flag: string, summary: string): PushResult {
  if (flag === '=') return { state: 'unchanged' };
  if (flag !== '!') return { state: 'pushed' };
  return { state: 'refused', reason: (/\((.*)\)/.exec(summary)?.[1] ?? summary).slice(0, MAX_REASON) };
}

async function pushing(answer: Promise<string>): Promise<string> {
  try {
    return await answer;
  } catch (error) {
    if (!isPortError(error) || !['git_failed', 'git_timeout'].includes(error.code)) throw error;
    throw new CodedError<PortErrorCode>('push_failed', error.message, { cause: error, retryable: true });
  }
}
