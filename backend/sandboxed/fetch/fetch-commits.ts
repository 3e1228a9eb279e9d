import { CodedError } from '../../core/coded-error.ts';
import { FETCH_LIMITS } from '../protocol/fetch-messages.ts';
import type { FetchWork } from './fetch-work.ts';
import { fetchFailure } from './git-failure.ts';
import { locateProject } from './git-url.ts';
import { ObjectReader } from './object-reader.ts';
import { createRepository, type Repository } from './repository.ts';

/** The trees of head and base, in a repository, and where they were found. */
export interface FetchedCommits {
  readonly repository: Repository;
  readonly url: string;
}

const WITHOUT_LARGE = `--filter=blob:limit=${FETCH_LIMITS.fileBytes + 1}`;
const REDIRECTED = /returned error: 30[12378]\b/;
const SURVEY = 'refs/survey/';

/**
 * Fetches exactly the commits of the request with their trees: by id where the server gives that, else by the branch
 * or tag that has them, as deep as needed.
 * @throws CodedError `source_commit_missing`, `source_unreachable`, `source_too_large`, `source_malformed`
 */
export async function fetchCommits(work: FetchWork, project: string): Promise<FetchedCommits> {
  try {
    return await fetchById(work, project);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    if (REDIRECTED.test(error.message)) {
      const probe = await createRepository(work, { name: 'probe.git', url: project, maxBytes: work.request.limits.packBytes, deadline: work.deadline });
      const url = await locateProject(project, { repository: probe.path, reach: work.reach, deadline: work.deadline, maxOutputBytes: 1024 * 1024, maxRepositoryBytes: work.request.limits.packBytes });
      if (url !== project) return fetchCommits(work, url);
    }
    if (error.code !== 'source_commit_missing') throw error;
    return fetchByName(work, project);
  }
}

function listCommits({ request: { head, base } }: FetchWork): string[] {
  return base === null || base === head ? [head] : [head, base];
}

async function fetchById(work: FetchWork, url: string): Promise<FetchedCommits> {
  const repository = await createRepository(work, { name: 'trees.git', url, maxBytes: work.request.limits.packBytes, deadline: work.deadline });
  await repository.fetch(['--depth=1', WITHOUT_LARGE], listCommits(work).map((commit) => `${commit}:refs/fetched/${commit}`));
  return { repository, url };
}

/** Some servers give no commit by its id alone. Commits without trees tell which name has it, and how deep it lies. */
async function fetchByName(work: FetchWork, url: string): Promise<FetchedCommits> {
  const { packBytes, historyBytes } = work.request.limits;
  const survey = await createRepository(work, { name: 'survey.git', url, maxBytes: historyBytes, deadline: work.deadline });
  await survey.fetch(['--filter=tree:0'], ['heads', 'tags'].map((kind) => `+refs/${kind}/*:${SURVEY}${kind}/*`));
  const repository = await createRepository(work, { name: 'named.git', url, maxBytes: packBytes, deadline: work.deadline });
  for (const commit of listCommits(work)) {
    const { name, depth } = await findName(survey, { commit, branch: work.request.branch });
    await repository.fetch([`--depth=${depth}`, WITHOUT_LARGE], [`+refs/${name}:refs/fetched/${commit}`]);
  }
  return { repository, url };
}

async function findName(survey: Repository, { commit, branch }: { commit: string; branch: string | null }): Promise<{ name: string; depth: number }> {
  const missing = fetchFailure('source_commit_missing', `no branch or tag of the project has commit ${commit}`);
  if (!(await hasCommit(survey, commit))) throw missing;
  const { output } = await survey.ask(['for-each-ref', '--count=500', `--contains=${commit}`, '--format=%(refname)', SURVEY]);
  const names = output.toString('utf8').split('\n').filter((name) => name !== '');
  const found = names.find((name) => name === `${SURVEY}heads/${branch ?? ''}`) ?? names[0];
  if (found === undefined) throw missing;
  // No way from the tip to the commit is longer than the commits that the tip has more.
  const count = await survey.ask(['rev-list', '--count', `${commit}..${found}`, '--']);
  return { name: found.slice(SURVEY.length), depth: Number(count.output.toString('latin1').trim()) + 1 };
}

async function hasCommit(repository: Repository, commit: string): Promise<boolean> {
  const reader = new ObjectReader(repository);
  try {
    const [info] = await reader.describe([commit]);
    return info?.type === 'commit';
  } finally {
    reader.close();
  }
}
