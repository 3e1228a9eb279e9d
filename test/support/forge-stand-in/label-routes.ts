import { z } from 'zod';
import { failure, invalid, labelBody, type Answer } from './answers.ts';
import type { StoredPullRequest } from './forge-state.ts';
import { paginate } from './paginate.ts';
import { withPull } from './pull-request-routes.ts';
import type { Route, RouteCall } from './route.ts';

const LIST = /^\/issues\/(?<number>\d+)\/labels$/;
const ONE = /^\/issues\/(?<number>\d+)\/labels\/(?<label>[^/]+)$/;

const labelsSchema = z.object({ labels: z.array(z.string().min(1).max(50)).max(100) });

/** A pull request is an issue too, and labels belong to issues. */
export const labelRoutes: readonly Route[] = [
  { method: 'GET', path: LIST, answer: (call) => withPull(call, ({ labels }) => paginate(labels.map(labelBody), call.query, { address: call.address })) },
  { method: 'POST', path: LIST, right: 'labels', answer: (call) => change(call, (labels, given) => [...labels, ...given.filter((label) => !has(labels, label))]) },
  { method: 'PUT', path: LIST, right: 'labels', answer: (call) => change(call, (_, given) => given) },
  { method: 'DELETE', path: ONE, right: 'labels', answer: (call) => withPull(call, (pull) => remove(pull, call.groups['label'] ?? '')) },
];

function change(call: RouteCall, next: (labels: readonly string[], given: readonly string[]) => readonly string[]): Answer {
  return withPull(call, (pull) => {
    const parsed = labelsSchema.safeParse(call.body);
    if (!parsed.success) return invalid({ resource: 'Label', field: 'name', code: 'invalid' });
    pull.labels = [...next(pull.labels, parsed.data.labels)];
    return { status: 200, body: pull.labels.map(labelBody) };
  });
}

function remove(pull: StoredPullRequest, label: string): Answer {
  if (!has(pull.labels, label)) return failure(404, 'Label does not exist');
  pull.labels = pull.labels.filter((present) => present.toLowerCase() !== label.toLowerCase());
  return { status: 200, body: pull.labels.map(labelBody) };
}

function has(labels: readonly string[], label: string): boolean {
  return labels.some((present) => present.toLowerCase() === label.toLowerCase());
}
