import type { BranchContent } from '../../ports/registry-folder.ts';
import { JOB_IDENTITY } from './import-stream.ts';
import { readObjects } from './list-commit.ts';
import type { RegistryGit } from './registry-git.ts';

interface Asked {
  readonly commit: string;
  readonly file: string;
}

/** commit, parents, author, committer; then the names of the files that it changes. */
const FORMAT = '--format=%x01%H%x00%P%x00%an <%ae>%x00%cn <%ce>';
const JOB = `${JOB_IDENTITY.name} <${JOB_IDENTITY.email}>`;

/** What is read, and the commit of main that the job's commits stand on. */
interface Question {
  readonly branches: readonly Asked[];
  readonly main: string;
}

/** Reads what the heads of branches changed, by three runs of git. */
export async function readBranchContents(git: RegistryGit, { branches, main }: Question, signal: AbortSignal): Promise<readonly BranchContent[]> {
  if (branches.length === 0) return [];
  const { prefix } = await git.place(signal);
  const log = await git.text(['log', '--no-walk=unsorted', '--stdin', '-z', '-m', '--name-only', '--no-renames', '--no-ext-diff', '--no-decorate', FORMAT], { input: `${branches.map(({ commit }) => commit).join('\n')}\n`, signal });
  const heads = new Map(log.split('\x01').slice(1).map((entry) => toHead(entry)));
  const parents = [...heads.values()].flatMap((head) => head.parents);
  // Whatever lies between main and the job's commit is somebody's work.
  const foreign = new Set((await git.text(['rev-list', '--stdin'], { input: `${parents.join('\n')}\n^${main}\n`, signal })).split('\n'));
  const names = branches.flatMap(({ commit, file }) => [`${commit}:${prefix}${file}`, `${commit}^:${prefix}${file}`]);
  const texts = await readObjects(git, names, signal);
  return branches.map(({ commit, file }, index) => {
    const head = heads.get(commit);
    const isAlone = head?.parents.length === 1 && !head.parents.some((parent) => foreign.has(parent));
    const isOwn = isAlone && head.author === JOB && head.committer === JOB && head.files.join('\0') === `${prefix}${file}`;
    return { isOwn, text: toText(texts[2 * index]), parentText: toText(texts[2 * index + 1]) };
  });
}

interface Head {
  readonly parents: readonly string[];
  readonly author: string;
  readonly committer: string;
  readonly files: readonly string[];
}

function toHead(entry: string): readonly [string, Head] {
  const [commit = '', parents = '', author = '', committer = '', ...files] = entry.split('\0');
  return [commit, { parents: parents.split(' ').filter((parent) => parent !== ''), author, committer, files: files.map((file) => file.replace(/^\n/, '')).filter((file) => file !== '') }];
}

function toText(bytes: Buffer | null | undefined): string | null {
  return bytes?.toString('utf8') ?? null;
}
