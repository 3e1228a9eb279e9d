import { CodedError } from '../../core/coded-error.ts';
import { rewritePin } from '../../core/pin/rewrite-pin.ts';
import { isPortError } from '../../ports/port-error.ts';
import type { Upstream, UpstreamChanges, UpstreamProject } from '../../ports/upstream.ts';
import { headOf } from './check-upstream.ts';
import { runBounded } from './run-bounded.ts';
import { groupByProject, type TrackedServer } from './tracked-server.ts';

/** Projects that are asked at a time. */
const PROJECTS_AT_ONCE = 8;

/** The same move gives the same commit, also where upstream tells no time. */
const EPOCH = '1970-01-01T00:00:00.000Z';

/** A server whose branch advanced. */
export interface PinMove {
  readonly server: TrackedServer;
  readonly newCommit: string;
  /** ISO 8601 UTC: of the new commit. */
  readonly date: string;
  readonly changes: UpstreamChanges;
  /** The entry with the new pin. */
  readonly text: string;
}

export interface FailedMove {
  readonly server: TrackedServer;
  readonly newCommit: string | null;
  readonly error: CodedError;
}

export interface FoundMoves {
  readonly projectCount: number;
  readonly moves: readonly PinMove[];
  readonly failures: readonly FailedMove[];
}

export interface FindOptions {
  readonly upstream: Upstream;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Asks each project once where its branches stand; those that moved are fetched. A server or project that fails costs itself alone. */
export async function findMoves(servers: readonly TrackedServer[], options: FindOptions): Promise<FoundMoves> {
  const projects = groupByProject(servers);
  const collected: Collected = { options, moves: [], failures: [] };
  let done = 0;
  await runBounded(projects, PROJECTS_AT_ONCE, async ([project, own]) => {
    const failed = own.map((server) => ({ server, newCommit: null }));
    await orFailed(collected, failed, async () => {
      const references = await options.upstream.listReferences(project, { signal: options.signal });
      const heads = own.map((server) => ({ server, newCommit: headOf(references, server.source) }));
      await followHeads(project, heads, collected);
    });
    done += 1;
    options.onProgress?.(done, projects.length);
  });
  return { projectCount: projects.length, moves: collected.moves, failures: collected.failures };
}

interface Head {
  readonly server: TrackedServer;
  readonly newCommit: string | null;
}

interface Collected {
  readonly options: FindOptions;
  readonly moves: PinMove[];
  readonly failures: FailedMove[];
}

async function followHeads(project: string, heads: readonly Head[], collected: Collected): Promise<void> {
  const { options: { upstream, signal }, moves, failures } = collected;
  for (const { server, newCommit } of heads) {
    if (newCommit === null) failures.push({ server, newCommit, error: new CodedError('pin_branch_missing', server.source.branch ?? 'the default branch') });
  }
  const moved = heads.filter((head): head is Head & { readonly newCommit: string } => head.newCommit !== null && head.newCommit !== head.server.source.commit);
  if (moved.length === 0) return;
  await orFailed(collected, moved, async () => {
    const wants = { heads: [...new Set(moved.map(({ newCommit }) => newCommit))], commits: [...new Set(moved.map(({ server }) => server.source.commit))] };
    const opened = await upstream.open(project, wants, { signal });
    for (const head of moved) await orFailed(collected, [head], async () => { moves.push(await toMove(opened, head)); });
  });
}

/** @throws CodedError `pin_commit_missing`, `pin_branch_rewritten` where the branch did not simply advance */
async function toMove(opened: UpstreamProject, { server, newCommit }: { readonly server: TrackedServer; readonly newCommit: string }): Promise<PinMove> {
  const { commit, directory } = server.source;
  if (!(await opened.hasCommit(commit))) throw new CodedError('pin_commit_missing', commit);
  const changes = await opened.changesBetween(commit, newCommit, directory);
  if (!(await opened.isReachable(commit, newCommit))) throw new CodedError('pin_branch_rewritten', `${newCommit.slice(0, 12)} does not build on ${commit.slice(0, 12)}`);
  return { server, newCommit, date: changes.commits[0]?.date ?? EPOCH, changes, text: rewritePin(server.file.text, newCommit) };
}

async function orFailed({ options: { signal }, failures }: Collected, heads: readonly Head[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CodedError) || signal.aborted || (isPortError(error) && error.code === 'git_missing')) throw error;
    failures.push(...heads.map((head) => ({ ...head, error })));
  }
}
