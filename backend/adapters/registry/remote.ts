import { CodedError } from '../../core/coded-error.ts';
import { isBranchName } from '../../core/pin/source-names.ts';
import type { GitProtocol } from '../../ports/git-runner.ts';
import type { RegistryHeads } from '../../ports/registry-folder.ts';
import type { RegistryGit } from './registry-git.ts';
import { REGISTRY_LIMITS } from './registry-limits.ts';

/** What a person may name as a remote. Commands (`ext::`) and connections without any protection are never run. */
export const REMOTE_PROTOCOLS: readonly GitProtocol[] = ['https', 'ssh', 'file'];

const SYMBOLIC_HEAD = /^ref: refs\/heads\/(\S+)\tHEAD$/;
const HEAD = /^([0-9a-f]{40})\trefs\/heads\/(\S+)$/;
const MAX_REMOTE_LENGTH = 2000;

/**
 * A remote as a person named it: not empty, no option, one line.
 * @throws CodedError `usage`
 */
export function assertRemote(remote: string): void {
  if (remote === '' || remote.length > MAX_REMOTE_LENGTH || remote.startsWith('-') || /\p{Cc}/u.test(remote)) {
    throw new CodedError('usage', 'A remote is a name of git remote, a URL or a path.');
  }
}

/** Asks a remote for its main branch (where its HEAD points) and the branches below `prefix`, by one question. */
export async function readRemoteHeads(git: RegistryGit, { remote, prefix }: { readonly remote: string; readonly prefix: string }, signal: AbortSignal): Promise<RegistryHeads> {
  assertRemote(remote);
  const answer = await git.text(['ls-remote', '--symref', '--', remote], { asPerson: true, protocols: REMOTE_PROTOCOLS, timeoutMs: REGISTRY_LIMITS.remoteMs, signal });
  const lines = answer.split('\n');
  const heads = new Map(lines.map((line) => HEAD.exec(line)).filter((match) => match !== null).map(([, commit = '', name = '']) => [name, commit]));
  const main = lines.map((line) => SYMBOLIC_HEAD.exec(line)?.[1]).find((name) => name !== undefined);
  const commit = main === undefined ? undefined : heads.get(main);
  return {
    main: main === undefined || commit === undefined ? null : { branch: main, commit },
    branches: new Map([...heads].filter(([name]) => name.startsWith(prefix))),
  };
}

/** Fetches branches of a remote whose commits are not here; no reference, index or work tree changes. */
export async function obtainHeads(git: RegistryGit, { remote, heads }: { readonly remote: string; readonly heads: readonly { readonly branch: string; readonly commit: string }[] }, signal: AbortSignal): Promise<void> {
  assertRemote(remote);
  if (heads.length === 0) return;
  const found = (await git.text(['cat-file', '--batch-check=%(objecttype)'], { input: `${heads.map(({ commit }) => commit).join('\n')}\n`, signal })).split('\n');
  const missing = heads.filter(({ branch }, index) => found[index] !== 'commit' && isBranchName(branch));
  if (missing.length === 0) return;
  const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance', '--refmap=', '--', remote, ...missing.map(({ branch }) => `refs/heads/${branch}`)];
  await git.bytes(args, { asPerson: true, protocols: REMOTE_PROTOCOLS, timeoutMs: REGISTRY_LIMITS.pushMs, signal });
}
