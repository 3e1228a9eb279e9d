import { failure, notFound, type Answer } from './answers.ts';
import { checkRunRoutes } from './check-run-routes.ts';
import type { ForgeState } from './forge-state.ts';
import { labelRoutes } from './label-routes.ts';
import { pullRequestRoutes } from './pull-request-routes.ts';
import type { Route } from './route.ts';

export interface ReadRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

interface Forge {
  readonly state: ForgeState;
  readonly repository: string;
  readonly token: string;
}

const LIMIT = 5000;
const ROUTES: readonly Route[] = [...pullRequestRoutes, ...labelRoutes, ...checkRunRoutes];

/** The API's own answer: token first, then the rate, then the repository, the right and the route. */
export function answerRequest(forge: Forge, request: ReadRequest): Answer {
  const { state, token } = forge;
  const isKnown = request.authorization === `token ${token}` || request.authorization === `Bearer ${token}`;
  if (request.authorization !== null && !isKnown) return withRate(state, failure(401, 'Bad credentials'));
  if (state.remaining <= 0) return withRate(state, failure(403, 'API rate limit exceeded for installation ID 1234.'));
  state.remaining -= 1;
  return withRate(state, request.authorization === null ? failure(401, 'Requires authentication') : answerRoute(forge, request));
}

function answerRoute({ state, repository }: Forge, { method, path, body }: ReadRequest): Answer {
  const url = new URL(path, 'http://forge.test');
  const prefix = `/repos/${repository}`.toLowerCase();
  if (!url.pathname.toLowerCase().startsWith(`${prefix}/`)) return notFound();
  const inner = url.pathname.slice(prefix.length);
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(inner) : null;
    if (match === null) continue;
    if (route.right !== undefined && !state.rights.has(route.right)) return failure(403, 'Resource not accessible by integration');
    const groups = Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
    return route.answer({ state, repository, query: url.searchParams, body, groups, address: `https://api.forge.test/repositories/7${inner}` });
  }
  return notFound();
}

function withRate({ remaining, reset }: ForgeState, answer: Answer): Answer {
  const rate = { 'x-ratelimit-limit': String(LIMIT), 'x-ratelimit-remaining': String(Math.max(0, remaining)), 'x-ratelimit-used': String(LIMIT - remaining), 'x-ratelimit-reset': String(reset), 'x-ratelimit-resource': 'core' };
  return { ...answer, headers: { ...rate, ...answer.headers } };
}
