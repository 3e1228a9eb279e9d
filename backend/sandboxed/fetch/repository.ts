import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchWork } from './fetch-work.ts';
import { runGit, type GitAnswer, type GitRun } from './git-command.ts';
import type { GitReach } from './git-environment.ts';

const MAX_OUTPUT = 4 * 1024 * 1024;
/** Local steps have no way to the network, so an object that is missing stays missing. */
const NOWHERE: GitReach = { protocols: [], httpsProxy: null, httpProxy: null, noProxy: null, authoritiesFile: null };

/** A bare repository of the fetch's own. */
export interface Repository {
  readonly path: string;
  readonly deadline: number;
  /** Runs git without any network. */
  ask(args: readonly string[], answers?: readonly number[]): Promise<GitAnswer>;
  /** Brings what refspecs name, without tags, submodules, or anything after it. */
  fetch(options: readonly string[], refspecs: readonly string[]): Promise<void>;
}

export interface RepositoryPlan {
  readonly name: string;
  readonly url: string;
  readonly maxBytes: number;
  readonly deadline: number;
}

const CONFIGURATION = '[core]\n\trepositoryformatversion = 0\n\tbare = true\n';
const FETCH = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];

/** Makes an empty repository below the scratch folder. */
export async function createRepository(work: FetchWork, { name, url, maxBytes, deadline }: RepositoryPlan): Promise<Repository> {
  const path = join(work.scratch, name);
  await mkdir(path, { recursive: true });
  const run = (call: Pick<GitRun, 'args' | 'reach' | 'answers'>): Promise<GitAnswer> =>
    runGit({ ...call, repository: path, deadline, signal: work.signal, maxOutputBytes: MAX_OUTPUT, maxRepositoryBytes: maxBytes });
  await run({ args: ['init', '--quiet', '--bare', '--object-format=sha1'], reach: NOWHERE });
  return {
    path,
    deadline,
    ask: (args, answers = [0]) => run({ args, reach: NOWHERE, answers }),
    fetch: async (options, refspecs) => {
      await run({ args: [...FETCH, ...options, '--', url, ...refspecs], reach: work.reach });
      // After a filtered fetch git would ask the server for each object that is not there; now it is just not there.
      await writeFile(join(path, 'config'), CONFIGURATION);
    },
  };
}
