import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { CodedError } from '../../core/coded-error.ts';
import { isPortError, type PortErrorCode } from '../../ports/port-error.ts';
import type { GitRunner } from '../../ports/git-runner.ts';
import type { BranchMove, PinCommit, RegistryFile, RegistryFolder, RegistryListing } from '../../ports/registry-folder.ts';
import { toListing } from './entry-text.ts';
import { toImportStream } from './import-stream.ts';
import { listCommit } from './list-commit.ts';
import { listWorkTree } from './list-work-tree.ts';
import { readLocalHeads, resolveCommit } from './local-heads.ts';
import { moveBranches } from './move-branches.ts';
import { pushBranches } from './push-branches.ts';
import { readBranchContents } from './read-branches.ts';
import { RegistryGit } from './registry-git.ts';
import { obtainHeads, readRemoteHeads } from './remote.ts';
import { writeEntry } from './write-entry.ts';

/** The registry in a folder, relative to the current one. Only what asks for history needs a git repository there. */
export function openRegistryFolder(folder: string, run: GitRunner): RegistryFolder {
  const directory = resolve(folder);
  const git = new RegistryGit(run, directory);
  return {
    listFiles: async (revision, signal): Promise<RegistryListing> => toListing(revision === null ? listWorkTree(directory) : await listCommit(git, revision, signal)),
    changedServers: (older, newer, signal) => listChanged(git, { older, newer }, signal),
    resolve: (revision, signal) => resolveCommit(git, revision, signal),
    mergeBase: (one, other, signal) => findMergeBase(git, [one, other], signal),
    readHeads: (remote, prefix, signal) => (remote === null ? readLocalHeads(git, prefix, signal) : readRemoteHeads(git, { remote, prefix }, signal)),
    obtain: async (remote, heads, signal) => { if (remote !== null) await obtainHeads(git, { remote, heads }, signal); },
    readBranches: (question, signal) => readBranchContents(git, question, signal),
    commitPins: (commits, signal) => commitPins(git, commits, signal),
    publish: (remote: string | null, moves: readonly BranchMove[], signal) => (remote === null ? moveBranches(git, moves, signal) : pushBranches(git, { remote, moves }, signal)),
    writeFile: (file: RegistryFile, mayReplace) => writeEntry(directory, file, mayReplace),
  };
}

async function listChanged(git: RegistryGit, { older, newer }: { readonly older: string; readonly newer: string | null }, signal: AbortSignal): Promise<readonly string[]> {
  const { prefix, workTree } = await git.place(signal);
  const servers = `${prefix}servers/`;
  const diff = ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules', older];
  const tree = workTree === null ? [] : [`--work-tree=${workTree}`];
  const outputs = newer !== null
    ? [await git.text(['--literal-pathspecs', ...diff, newer, '--', servers], { signal })]
    : await Promise.all([
      git.text([...tree, '--literal-pathspecs', ...diff, '--', servers], { signal }),
      // Seen from the top of the work tree, wherever this process stands.
      git.text(['-C', workTree ?? '/', ...tree, '--literal-pathspecs', 'ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', servers], { signal }),
    ]);
  const names = outputs.join('').split('\0').filter((path) => path.startsWith(servers)).map((path) => path.slice(servers.length).split('/')[0] ?? '');
  return [...new Set(names)].toSorted();
}

async function findMergeBase(git: RegistryGit, commits: readonly [string, string], signal: AbortSignal): Promise<string | null> {
  const base = (await git.text(['merge-base', '--end-of-options', ...commits], { acceptedStatus: [1], signal })).trim();
  return base === '' ? null : base;
}

async function commitPins(git: RegistryGit, commits: readonly PinCommit[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  if (commits.length === 0) return new Map();
  const { prefix } = await git.place(signal);
  const modes = await readModes(git, commits, signal);
  const stream = toImportStream(commits.map((commit) => ({ ...commit, path: `${prefix}${commit.file}`, mode: modes.get(commit.file) ?? '100644' })), randomUUID());
  const ids = (await writing(git.text(['fast-import', '--quiet', '--done', '--force'], { input: stream, signal }))).trim().split('\n');
  if (ids.length !== commits.length) throw new CodedError<PortErrorCode>('registry_folder_unwritable', 'git made another number of commits.');
  return new Map(commits.map(({ server }, index) => [server, ids[index] ?? '']));
}

/** An entry keeps its mode: the commit changes one line and nothing else. */
async function readModes(git: RegistryGit, commits: readonly PinCommit[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const { prefix } = await git.place(signal);
  const [parent = ''] = commits.map((commit) => commit.parent);
  const output = await git.text(['ls-tree', '-r', '-z', '--full-tree', parent, '--', `${prefix}servers/`], { signal });
  return new Map(output.split('\0').filter((line) => line.startsWith('100')).map((line) => [line.slice(line.indexOf('\t') + 1 + prefix.length), line.slice(0, 6)]));
}

async function writing(answer: Promise<string>): Promise<string> {
  try {
    return await answer;
  } catch (error) {
    if (!isPortError(error) || error.code !== 'git_failed') throw error;
    throw new CodedError<PortErrorCode>('registry_folder_unwritable', error.message, { cause: error });
  }
}
