import { CodedError } from '../../core/coded-error.ts';
import type { Forge } from '../../ports/forge.ts';
import type { Fetch } from './bound-fetch.ts';
import { checkRunsOf } from './check-runs.ts';
import { createGitHubClient } from './github-client.ts';
import { labelsOf } from './labels.ts';
import { pullRequestsOf } from './pull-requests.ts';
import type { RetrySettings } from './rate-gate.ts';

export interface GitHubForgeSettings extends RetrySettings {
  /** `owner/name`. */
  readonly repository: string;
  /** Address of the REST API: `https://api.github.com`, or `https://HOST/api/v3` of a server of one's own. */
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch: Fetch;
  /** False for a server that limits nothing: writes are then not kept apart. True where not told. */
  readonly isPaced?: boolean;
}

const REPOSITORY = /^(?<owner>[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/(?<repo>(?!\.{1,2}$)[A-Za-z0-9._-]{1,100})$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** What a header takes; everything else would be repeated in an error of the one who refuses it. */
const TOKEN = /^[\x21-\x7e]{1,1000}$/;

/**
 * Pull requests, check runs and labels of one GitHub repository.
 * @throws CodedError `configuration_malformed` for a repository, address or token that cannot be one
 */
export function createGitHubForge({ repository, baseUrl, token, fetch, clock, sleep, isPaced = true }: GitHubForgeSettings): Forge {
  const { owner, repo } = REPOSITORY.exec(repository)?.groups ?? {};
  if (owner === undefined || repo === undefined) throw malformed('GITHUB_REPOSITORY is not of the form owner/name.');
  if (!TOKEN.test(token)) throw malformed('GITHUB_TOKEN is empty, or holds characters that no token has.');
  const client = createGitHubClient({ owner, repo, baseUrl: toAddress(baseUrl), token, fetch, clock, sleep, isPaced });
  return { ...pullRequestsOf(client), ...checkRunsOf(client, clock), ...labelsOf(client) };
}

/** The token travels there: https alone, but for this machine. */
function toAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw malformed('GITHUB_API_URL is no https address.');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') throw malformed('GITHUB_API_URL holds credentials, a query or a fragment.');
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) throw malformed('GITHUB_API_URL must be https.');
  return url;
}

function malformed(message: string): CodedError {
  return new CodedError('configuration_malformed', message);
}
