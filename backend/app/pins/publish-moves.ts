import type { BranchContent, PushResult, RegistryHeads } from '../../ports/registry-folder.ts';
import type { PinUpdate, UpdateProblem } from './pin-update.ts';
import type { PlannedUpdate } from './to-pin-update.ts';
import type { UpdateOptions } from './update-options.ts';

interface Registry {
  readonly base: NonNullable<RegistryHeads['main']>;
  readonly heads: RegistryHeads;
}

interface Judged {
  readonly plan: PlannedUpdate;
  readonly state: 'new' | 'refresh' | 'standing' | 'untouchable';
  readonly standing: string | null;
}

/** Makes the branches of all updates that may be made: one run of git for the commits, one push. */
export async function publishMoves(options: UpdateOptions, registry: Registry, plans: readonly PlannedUpdate[]): Promise<readonly PinUpdate[]> {
  const { folder, remote, signal } = options;
  const vetoed = (await options.veto?.(plans.map(({ update }) => update), signal)) ?? new Map<string, never>();
  const refused = plans.flatMap(({ update }) => {
    const error = vetoed.get(update.server);
    return error === undefined ? [] : [{ ...update, commit: registry.heads.branches.get(update.branch) ?? null, state: error.code === 'pull_request_untouchable' ? 'untouchable' as const : 'failed' as const, problem: { code: error.code, detail: error.message } }];
  });
  const judged = await judge(options, registry, plans.filter(({ update }) => !vetoed.has(update.server)));
  const { due, settled } = split(judged, options.maxNew);
  if (options.isDryRun || due.length === 0) return [...refused, ...settled, ...due.map(({ plan }) => plan.update)];
  const commits = await folder.commitPins(due.map(({ plan }) => toCommit(plan, registry.base.commit)), signal);
  const moves = due.map(({ plan: { update }, standing }) => ({ branch: update.branch, commit: commits.get(update.server) ?? '', expected: standing }));
  const results = await folder.publish(remote, moves, signal);
  return [...refused, ...settled, ...due.map(({ plan: { update } }) => toPublished(update, commits.get(update.server) ?? null, results.get(update.branch)))];
}

/** What stands on the branches already decides. */
async function judge({ folder, remote, signal }: UpdateOptions, { base, heads }: Registry, plans: readonly PlannedUpdate[]): Promise<readonly Judged[]> {
  const present = plans.flatMap(({ update: { branch, file, server } }) => {
    const commit = heads.branches.get(branch);
    return commit === undefined ? [] : [{ branch, commit, file, server }];
  });
  await folder.obtain(remote, present, signal);
  const contents = await folder.readBranches({ branches: present, main: heads.main?.commit ?? base.commit }, signal);
  const byServer = new Map(present.map(({ server }, index) => [server, contents[index]]));
  return plans.map((plan) => ({ plan, state: stateOf(plan, byServer.get(plan.update.server)), standing: heads.branches.get(plan.update.branch) ?? null }));
}

function stateOf({ move }: PlannedUpdate, content: BranchContent | undefined): Judged['state'] {
  if (content === undefined) return 'new';
  if (!content.isOwn) return 'untouchable';
  // Main may have moved elsewhere since: a branch that merges as it is needs no push.
  return content.text === move.text && content.parentText === move.server.file.text ? 'standing' : 'refresh';
}

function split(judged: readonly Judged[], maxNew: number | null): { readonly due: readonly Judged[]; readonly settled: readonly PinUpdate[] } {
  const due: Judged[] = [];
  const settled: PinUpdate[] = [];
  let left = maxNew ?? Infinity;
  for (const one of judged.toSorted((first, second) => (first.plan.update.server < second.plan.update.server ? -1 : 1))) {
    const update = { ...one.plan.update, commit: one.standing };
    if (one.state === 'standing') settled.push({ ...update, state: 'standing' });
    else if (one.state === 'untouchable') settled.push({ ...update, state: 'untouchable', problem: { code: 'pull_request_untouchable', detail: update.branch } });
    else if (one.state === 'new' && left <= 0) settled.push({ ...update, state: 'postponed' });
    else due.push(one);
    if (one.state === 'new') left -= 1;
  }
  return { due, settled };
}

function toCommit({ update, move }: PlannedUpdate, parent: string) {
  const { server, file, title, project, oldCommit, newCommit, compareUrl } = update;
  const message = `${title}\n\nMoves ${String(project)} from ${String(oldCommit)} to ${String(newCommit)}.\n${compareUrl === null ? '' : `\n${compareUrl}\n`}`;
  return { server, file, text: move.text, message, date: move.date, parent };
}

function toPublished(update: PinUpdate, commit: string | null, result: PushResult | undefined): PinUpdate {
  if (result !== undefined && result.state !== 'refused') return { ...update, commit, state: result.state === 'pushed' ? 'updated' : 'standing' };
  const problem: UpdateProblem = { code: 'push_failed', detail: result === undefined ? update.branch : result.reason };
  return { ...update, commit, state: 'failed', problem };
}
