import type { ForgeState, StoredCheckRun, StoredPullRequest } from './forge-state.ts';

/** One answer of the API; a body of `undefined` is none (204). */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const DOCUMENTATION = 'https://docs.github.com/rest';

export function failure(status: number, message: string, errors?: readonly unknown[]): Answer {
  return { status, body: { message, ...(errors !== undefined && { errors }), documentation_url: DOCUMENTATION, status: String(status) } };
}

/** 422 as the API words it (docs.github.com, troubleshooting: validation failed). */
export function invalid(...errors: readonly unknown[]): Answer {
  return failure(422, 'Validation Failed', errors);
}

export function notFound(): Answer {
  return failure(404, 'Not Found');
}

export function pullRequestBody(repository: string, pull: StoredPullRequest, state: ForgeState): Readonly<Record<string, unknown>> {
  const sha = pull.state === 'open' ? (state.headOf(pull.branch) ?? pull.sha) : pull.sha;
  return {
    id: 1_000_000 + pull.number,
    node_id: `PR_${pull.number}`,
    url: `https://api.forge.test/repos/${repository}/pulls/${pull.number}`,
    html_url: `https://forge.test/${repository}/pull/${pull.number}`,
    number: pull.number,
    state: pull.state,
    locked: false,
    draft: false,
    title: pull.title,
    body: pull.body,
    user: { login: 'registry-bot[bot]', id: 41, type: 'Bot' },
    labels: pull.labels.map(labelBody),
    merged_at: pull.mergedAt,
    closed_at: pull.state === 'closed' ? '2026-01-02T03:04:05Z' : null,
    head: { label: `${(pull.headRepository ?? 'unknown').split('/')[0] ?? ''}:${pull.branch}`, ref: pull.branch, sha, repo: pull.headRepository === null ? null : { id: 7, full_name: pull.headRepository, fork: pull.headRepository !== repository } },
    base: { label: `${repository.split('/')[0] ?? ''}:${pull.base}`, ref: pull.base, sha: 'b'.repeat(40), repo: { id: 7, full_name: repository, fork: false } },
  };
}

export function labelBody(name: string): Readonly<Record<string, unknown>> {
  return { id: 9, node_id: 'LA_9', name, color: 'ededed', default: false, description: null };
}

export function checkRunBody(run: StoredCheckRun): Readonly<Record<string, unknown>> {
  return {
    id: run.id,
    name: run.name,
    node_id: `CR_${run.id}`,
    head_sha: run.commit,
    external_id: run.externalId,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: 0, annotations_url: 'https://api.forge.test/annotations' },
    app: { id: 15_368, slug: 'github-actions', name: 'GitHub Actions' },
    pull_requests: [],
  };
}
