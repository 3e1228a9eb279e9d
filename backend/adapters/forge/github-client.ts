import { randomUUID } from 'node:crypto';
import { Octokit, RequestError } from 'octokit';
import type { z } from 'zod';
import { CodedError } from '../../core/coded-error.ts';
import { boundFetch, type Fetch } from './bound-fetch.ts';
import { cancelled, forgeError } from './forge-error.ts';
import { FORGE_LIMITS } from './forge-limits.ts';
import { RateGate, type RetrySettings } from './rate-gate.ts';
import { toStatusError } from './to-status-error.ts';

export interface ClientSettings extends RetrySettings {
  readonly owner: string;
  readonly repo: string;
  readonly baseUrl: URL;
  /** Sent in a header, and nowhere else. */
  readonly token: string;
  readonly fetch: Fetch;
  /** Keeps apart requests that write, as GitHub asks: one second, and three where somebody is notified. */
  readonly isPaced: boolean;
}

export interface GitHubRequest<Answer> {
  /** As the API's reference names it: `GET /repos/{owner}/{repo}/pulls/{number}`. Owner and repo are filled in. */
  readonly route: string;
  /** Placeholders of the route; the rest goes into the query (GET) or the body. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType<Answer>;
  /** A POST that may be made twice; other methods always may. */
  readonly isIdempotent?: boolean;
}

export interface GitHubClient {
  readonly owner: string;
  readonly repo: string;
  /** @throws CodedError `forge_*`, `cancelled` */
  ask<Answer>(request: GitHubRequest<Answer>, signal: AbortSignal): Promise<Answer>;
  /** Pages one after another, as long as the caller takes them. @throws CodedError `forge_*`, `cancelled` */
  pages<Answer>(request: GitHubRequest<Answer>, signal: AbortSignal): AsyncGenerator<Answer>;
}

/** The version of the API that answers are read by (docs.github.com, REST API: API versions). */
const VERSION = { 'x-github-api-version': '2022-11-28' };

/** Asks GitHub's REST API about one repository through octokit, within bounds of size, time and waiting. */
export function createGitHubClient(settings: ClientSettings): GitHubClient {
  const { owner, repo, token, clock } = settings;
  const octokit = openOctokit(settings);
  const gate = new RateGate(settings);
  const send = async ({ route, parameters, isIdempotent }: GitHubRequest<unknown>, signal: AbortSignal): Promise<{ data: unknown; link: string }> => {
    const attempt = async (made: number): Promise<{ data: unknown; link: string }> => {
      try {
        const asked: Promise<{ data: unknown; headers: { link?: string } }> = octokit.request(route, { owner, repo, ...parameters, headers: VERSION, request: { signal } });
        const { data, headers } = await untilAborted(asked, signal);
        return { data, link: headers.link ?? '' };
      } catch (error) {
        throw toForgeError(error, { token, now: clock(), made });
      }
    };
    return await gate.run({ attempt, isRepeatable: isIdempotent ?? !route.startsWith('POST ') }, signal);
  };
  return {
    owner,
    repo,
    ask: async (request, signal) => parseAnswer(request, (await send(request, signal)).data),
    async *pages(request, signal) {
      for (let page = 1; page <= FORGE_LIMITS.pages; page += 1) {
        const { data, link } = await send({ ...request, parameters: { ...request.parameters, per_page: FORGE_LIMITS.pageSize, page } }, signal);
        yield parseAnswer(request, data);
        if (!/;\s*rel="next"/.test(link)) return;
      }
      throw forgeError('forge_bad_answer', `more than ${FORGE_LIMITS.pages} pages`);
    },
  };
}

/**
 * Waiting is not left to octokit: its retry plugin repeats a POST that may have been done and does not know Retry-After,
 * and its waits can neither be cancelled nor bounded together. Its throttling keeps requests apart.
 */
function openOctokit({ token, baseUrl, fetch, isPaced }: ClientSettings): Octokit {
  const silent = (): void => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  return new Octokit({
    auth: token,
    baseUrl: baseUrl.href.replace(/\/+$/, ''),
    userAgent: 'mcp-trust-inspector',
    log,
    request: { fetch: boundFetch(fetch, baseUrl.origin), log },
    retry: { enabled: false },
    throttle: { enabled: isPaced, id: randomUUID(), onRateLimit: () => false, onSecondaryRateLimit: () => false },
  });
}

/** A queued request cannot be taken back: it is left behind, and fails on the aborted signal before it is sent. */
async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const ended = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const fail = (): void => { reject(cancelled()); };
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { signal: ended.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    ended.abort();
  }
}

function toForgeError(error: unknown, context: Parameters<typeof toStatusError>[1]): unknown {
  if (!(error instanceof RequestError)) return error;
  const { response, cause } = error;
  if (response !== undefined) return toStatusError({ status: response.status, headers: response.headers, body: response.data }, context);
  // Octokit wraps what fetch throws. Anything but a coded error there is a bug.
  return cause instanceof CodedError || cause instanceof Error ? cause : error;
}

function parseAnswer<Answer>({ route, answer }: GitHubRequest<Answer>, data: unknown): Answer {
  const { success, data: parsed, error } = answer.safeParse(data);
  if (success) return parsed;
  throw forgeError('forge_bad_answer', `${route}, at "${error.issues[0]?.path.join('.') ?? ''}"`);
}
