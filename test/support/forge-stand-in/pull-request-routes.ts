import { z } from 'zod';
import { invalid, notFound, pullRequestBody, type Answer } from './answers.ts';
import { nextNumber, type StoredPullRequest } from './forge-state.ts';
import { paginate } from './paginate.ts';
import type { Route, RouteCall } from './route.ts';

const LONGEST_BODY = 65_536;
const NUMBER = String.raw`(?<number>\d+)`;

const createSchema = z.object({ title: z.string().min(1), head: z.string().min(1), base: z.string().min(1), body: z.string().nullish() });
const updateSchema = z.object({ title: z.string().min(1).optional(), body: z.string().nullish(), state: z.enum(['open', 'closed']).optional() });

export const pullRequestRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/pulls$/, answer: list },
  { method: 'POST', path: /^\/pulls$/, right: 'pulls', answer: create },
  { method: 'GET', path: new RegExp(`^/pulls/${NUMBER}$`), answer: (call) => withPull(call, (pull) => ({ status: 200, body: pullRequestBody(call.repository, pull, call.state) })) },
  { method: 'PATCH', path: new RegExp(`^/pulls/${NUMBER}$`), right: 'pulls', answer: update },
];

export function withPull(call: RouteCall, answer: (pull: StoredPullRequest) => Answer): Answer {
  const pull = call.state.pullRequests.find(({ number }) => number === Number(call.groups['number']));
  return pull === undefined ? notFound() : answer(pull);
}

/** A `head` that is not `owner:branch` filters nothing; one that is names an owner, not a repository. */
function list({ state, repository, query, address }: RouteCall): Answer {
  const wanted = query.get('state') ?? 'open';
  const head = /^([^:]+):(.+)$/.exec(query.get('head') ?? '');
  const found = state.pullRequests
    .filter((pull) => wanted === 'all' || pull.state === wanted)
    .filter(({ branch, headRepository }) => head === null || (branch === head[2] && (headRepository ?? '').split('/')[0]?.toLowerCase() === head[1]?.toLowerCase()))
    .filter(({ base }) => query.get('base') === null || query.get('base') === base)
    .sort((one, other) => (query.get('direction') === 'asc' ? one.number - other.number : other.number - one.number));
  return paginate(found.map((pull) => pullRequestBody(repository, pull, state)), query, { address });
}

function create({ state, repository, body }: RouteCall): Answer {
  const parsed = createSchema.safeParse(body);
  if (!parsed.success) return invalid(...parsed.error.issues.map(({ path }) => ({ resource: 'PullRequest', field: String(path[0]), code: 'missing_field' })));
  const { title, base, body: text } = parsed.data;
  const branch = parsed.data.head.replace(/^[^:]+:/, '');
  const sha = state.headOf(branch);
  if (sha === null) return invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  if (state.headOf(base) === null) return invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  if (state.headOf(base) === sha) return invalid({ resource: 'PullRequest', code: 'custom', message: `No commits between ${base} and ${branch}` });
  const exists = state.pullRequests.some((pull) => pull.state === 'open' && pull.branch === branch && pull.base === base && pull.headRepository === repository);
  if (exists) return invalid({ resource: 'PullRequest', code: 'custom', message: `A pull request already exists for ${repository.split('/')[0] ?? ''}:${branch}.` });
  if ((text ?? '').length > LONGEST_BODY) return tooLong();
  const pull: StoredPullRequest = { number: nextNumber(state), state: 'open', mergedAt: null, title, body: text ?? null, branch, base, headRepository: repository, sha, labels: [] };
  state.pullRequests.push(pull);
  return { status: 201, body: pullRequestBody(repository, pull, state) };
}

function update(call: RouteCall): Answer {
  return withPull(call, (pull) => {
    const parsed = updateSchema.safeParse(call.body);
    if (!parsed.success) return invalid({ resource: 'PullRequest', code: 'invalid' });
    const { title, body, state } = parsed.data;
    if ((body ?? '').length > LONGEST_BODY) return tooLong();
    pull.title = title ?? pull.title;
    if (body !== undefined) pull.body = body;
    pull.state = state ?? pull.state;
    return { status: 200, body: pullRequestBody(call.repository, pull, call.state) };
  });
}

function tooLong(): Answer {
  return invalid({ resource: 'Issue', code: 'custom', field: 'body', message: `body is too long (maximum is ${LONGEST_BODY} characters)` });
}
