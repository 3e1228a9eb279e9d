import { posix } from 'node:path';
import type { PinProblem, PinProblemCode } from '../../core/pin/pin-problem.ts';
import type { TrackedSource } from '../../core/pin/validate-entry.ts';
import type { Upstream, UpstreamProject, UpstreamReferences } from '../../ports/upstream.ts';
import type { TrackedServer } from './tracked-server.ts';

interface Asked {
  readonly upstream: Upstream;
  readonly signal: AbortSignal;
}

/**
 * What is wrong with the pins of one project's servers, by one look at its references.
 * @throws PortError where the project cannot be asked
 */
export async function checkProject({ upstream, signal }: Asked, project: string, servers: readonly TrackedServer[]): Promise<readonly PinProblem[]> {
  const references = await upstream.listReferences(project, { signal });
  const heads = servers.map(({ source }) => headOf(references, source)).filter((head) => head !== null);
  const opened = await upstream.open(project, { heads: [...new Set(heads)], commits: [...new Set(servers.map(({ source }) => source.commit))] }, { signal });
  const problems: PinProblem[] = [];
  for (const server of servers) problems.push(...(await checkServer(server, { references, opened })));
  return problems;
}

/** The commit that the server's branch stands at; null where it is not there. */
export function headOf(references: UpstreamReferences, { branch }: TrackedSource): string | null {
  const name = branch ?? references.defaultBranch;
  return name === null ? null : references.commitOf(name);
}

async function checkServer(server: TrackedServer, { references, opened }: { readonly references: UpstreamReferences; readonly opened: UpstreamProject }): Promise<readonly PinProblem[]> {
  const { source } = server;
  const head = headOf(references, source);
  const problems: PinProblem[] = [];
  if (head === null) problems.push(toProblem(server, 'pin_branch_missing', { key: 'branch', detail: source.branch ?? 'the default branch' }));
  if (!(await opened.hasCommit(source.commit))) return [...problems, toProblem(server, 'pin_commit_missing', { key: 'commit', detail: source.commit })];
  const origin = await checkOrigin(opened, source, head);
  if (origin !== null) problems.push(toProblem(server, origin.code, { key: 'commit', detail: origin.detail }));
  const path = await checkPaths(opened, source);
  return path === null ? problems : [...problems, toProblem(server, path.code, { key: path.key, detail: path.detail })];
}

async function checkOrigin(opened: UpstreamProject, { commit, branch }: TrackedSource, head: string | null): Promise<{ readonly code: PinProblemCode; readonly detail: string } | null> {
  if (head !== null && (await opened.isReachable(commit, head))) return null;
  const container = await opened.findContaining(commit);
  // Whoever forks a project can have its server hand out a commit of theirs under the project's name.
  if (container === null) return { code: 'pin_commit_unreachable', detail: commit };
  return head === null ? null : { code: 'pin_branch_rewritten', detail: `${branch ?? 'the default branch'} lacks ${commit.slice(0, 12)}, ${container} has it` };
}

async function checkPaths(opened: UpstreamProject, { commit, directory, dockerfile }: TrackedSource): Promise<{ readonly code: PinProblemCode; readonly key: 'directory' | 'dockerfile'; readonly detail: string } | null> {
  if (directory !== null && !(await opened.hasPath(commit, directory, 'folder'))) return { code: 'pin_directory_missing', key: 'directory', detail: directory };
  const path = posix.join(directory ?? '', dockerfile ?? 'Dockerfile');
  return (await opened.hasPath(commit, path, 'file')) ? null : { code: 'pin_dockerfile_missing', key: 'dockerfile', detail: path };
}

function toProblem({ file, entry }: TrackedServer, code: PinProblemCode, { key, detail }: { readonly key: keyof TrackedSource; readonly detail: string }): PinProblem {
  return { server: file.server, file: file.file, ...entry.positionOf(key), code, detail, mend: null };
}
