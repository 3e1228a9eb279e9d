import { z } from 'zod';
import { checkRunBody, failure, invalid, notFound, type Answer } from './answers.ts';
import { nextCheckId, type StoredCheckRun } from './forge-state.ts';
import { paginate } from './paginate.ts';
import type { Route, RouteCall } from './route.ts';

const LONGEST_BYTES = 65_535;
const ONE = /^\/check-runs\/(?<id>\d+)$/;

const outputSchema = z.object({ title: z.string(), summary: z.string(), text: z.string().optional() });
const conclusionSchema = z.enum(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'timed_out']);
const changeSchema = z.object({
  name: z.string().min(1).optional(),
  external_id: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: conclusionSchema.optional(),
  started_at: z.iso.datetime().optional(),
  completed_at: z.iso.datetime().optional(),
  output: outputSchema.optional(),
});
const createSchema = changeSchema.extend({ name: z.string().min(1), head_sha: z.string().regex(/^[0-9a-f]{40}$/) });
type Change = z.infer<typeof changeSchema>;

export const checkRunRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/commits\/(?<ref>[^/]+)\/check-runs$/, answer: list },
  { method: 'POST', path: /^\/check-runs$/, right: 'checks', answer: create },
  { method: 'GET', path: ONE, answer: (call) => withRun(call, (run) => ({ status: 200, body: checkRunBody(run) })) },
  { method: 'PATCH', path: ONE, right: 'checks', answer: update },
];

function withRun({ state, groups }: RouteCall, answer: (run: StoredCheckRun) => Answer): Answer {
  const run = state.checkRuns.find(({ id }) => id === Number(groups['id']));
  return run === undefined ? notFound() : answer(run);
}

/** `filter=latest`, the default: the newest run of each name. */
function list({ state, groups, query, address }: RouteCall): Answer {
  const name = query.get('check_name');
  const runs = state.checkRuns.filter((run) => run.commit === groups['ref'] && (name === null || run.name === name)).sort((one, other) => other.id - one.id);
  const shown = query.get('filter') === 'all' ? runs : runs.filter((run, index) => runs.findIndex((other) => other.name === run.name && other.externalId === run.externalId) === index);
  return paginate(shown.map(checkRunBody), query, { address, wrap: (check_runs, total_count) => ({ total_count, check_runs }) });
}

function create({ state, body }: RouteCall): Answer {
  const parsed = createSchema.safeParse(body);
  if (!parsed.success) return failure(422, `Invalid request.\n\n${parsed.error.issues.map(({ path }) => `"${path.join('.')}" wasn't supplied.`).join('\n')}`);
  const { name, head_sha: commit, external_id: externalId = '' } = parsed.data;
  if (!state.hasCommit(commit)) return failure(422, `No commit found for SHA: ${commit}`);
  const refusal = refuse(parsed.data);
  if (refusal !== null) return refusal;
  const run: StoredCheckRun = { id: nextCheckId(state), name, commit, externalId, status: 'queued', conclusion: null, output: { title: null, summary: null, text: null }, startedAt: null, completedAt: null };
  apply(run, parsed.data);
  state.checkRuns.push(run);
  return { status: 201, body: checkRunBody(run) };
}

function update(call: RouteCall): Answer {
  return withRun(call, (run) => {
    const parsed = changeSchema.safeParse(call.body);
    if (!parsed.success) return failure(422, 'Invalid request.');
    const refusal = refuse(parsed.data);
    if (refusal !== null) return refusal;
    apply(run, parsed.data);
    return { status: 200, body: checkRunBody(run) };
  });
}

function refuse({ status, conclusion, output }: Change): Answer | null {
  if (status === 'completed' && conclusion === undefined) return failure(422, 'Invalid request.\n\n"conclusion" wasn\'t supplied.');
  for (const field of ['summary', 'text'] as const) {
    if (Buffer.byteLength(output?.[field] ?? '') > LONGEST_BYTES) return invalid({ resource: 'CheckRun', code: 'custom', field, message: `${field} exceeds a maximum bytesize of ${LONGEST_BYTES}` });
  }
  return null;
}

/** A completed run keeps its status and conclusion. */
function apply(run: StoredCheckRun, { name, status, conclusion, started_at, completed_at, output }: Change): void {
  run.name = name ?? run.name;
  if (output !== undefined) run.output = { title: output.title, summary: output.summary, text: output.text ?? run.output.text };
  if (run.status === 'completed') return;
  run.status = conclusion === undefined ? (status ?? run.status) : 'completed';
  run.conclusion = conclusion ?? null;
  run.startedAt = started_at ?? run.startedAt;
  run.completedAt = completed_at ?? run.completedAt;
}
