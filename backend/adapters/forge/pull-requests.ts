import { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import type { Forge, ForgePullRequest } from '../../ports/forge.ts';
import { pullRequestSchema, type PullRequestAnswer } from './github-answers.ts';
import type { GitHubClient } from './github-client.ts';

type PullRequests = Pick<Forge, 'findPullRequest' | 'readPullRequest' | 'openPullRequest' | 'updatePullRequest'>;

/** There is one already, or the request was done although its answer was lost. */
const MAY_BE_THERE: ReadonlySet<unknown> = new Set(['forge_refused', 'forge_unavailable', 'forge_bad_answer']);

/** Pull requests of one repository (docs.github.com, REST API, pulls). */
export function pullRequestsOf(client: GitHubClient): PullRequests {
  const find = async (branch: string, signal: AbortSignal): Promise<ForgePullRequest | null> => await findNewest(client, branch, signal);
  return {
    findPullRequest: find,
    readPullRequest: async (number, signal) => toPullRequest(await client.ask({ route: 'GET /repos/{owner}/{repo}/pulls/{number}', parameters: { number }, answer: pullRequestSchema }, signal)),
    openPullRequest: async ({ branch, base, title, body }, signal) => {
      try {
        const parameters = { title, body, base, head: branch, maintainer_can_modify: false };
        return toPullRequest(await client.ask({ route: 'POST /repos/{owner}/{repo}/pulls', parameters, answer: pullRequestSchema }, signal));
      } catch (error) {
        if (!(error instanceof CodedError) || !MAY_BE_THERE.has(error.code)) throw error;
        const found = await find(branch, signal);
        if (found?.state === 'open' && found.baseBranch === base) return found;
        throw error;
      }
    },
    updatePullRequest: async (number, { title, body }, signal) => {
      await client.ask({ route: 'PATCH /repos/{owner}/{repo}/pulls/{number}', parameters: { number, title, body }, answer: pullRequestSchema }, signal);
    },
  };
}

/** The filter names an owner and a branch, and so takes in forks of the same owner; an address that is malformed filters nothing. */
async function findNewest(client: GitHubClient, branch: string, signal: AbortSignal): Promise<ForgePullRequest | null> {
  const { owner, repo } = client;
  const own = `${owner}/${repo}`.toLowerCase();
  const parameters = { head: `${owner}:${branch}`, state: 'all', sort: 'created', direction: 'desc' };
  for await (const page of client.pages({ route: 'GET /repos/{owner}/{repo}/pulls', parameters, answer: z.array(pullRequestSchema) }, signal)) {
    const found = page.filter(({ head }) => head.ref === branch && head.repo?.full_name.toLowerCase() === own);
    const newest = found.sort((one, other) => other.number - one.number)[0];
    if (newest !== undefined) return toPullRequest(newest);
  }
  return null;
}

function toPullRequest({ number, html_url, state, merged_at, title, body, head, base, labels }: PullRequestAnswer): ForgePullRequest {
  return {
    number,
    url: html_url,
    state: merged_at === null ? state : 'merged',
    title,
    body: body ?? '',
    headCommit: head.sha,
    headRepository: head.repo?.full_name ?? '',
    baseBranch: base.ref,
    labels,
  };
}
