import type { z } from 'zod';
import { Refusal, type RefusalCode } from '../refusal.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The refusal for what a schema found: of several readings of a value, the one that got furthest says what is wrong. */
export function toRefusal(issues: readonly Issue[]): Refusal {
  const paths = issues.flatMap((issue) => toPaths(issue, []));
  const deepest = paths.reduce<Path>((best, path) => (path.length > best.length ? path : best), []);
  return new Refusal(toCode(deepest), deepest.map(String).join('.').slice(0, 200));
}

function toPaths(issue: Issue, before: Path): Path[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return issue.errors.flatMap((inner) => inner.flatMap((one) => toPaths(one, path)));
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
}

/** Which part of a request a path lies in; the innermost heading decides. */
const HEADINGS: Readonly<Record<string, RefusalCode>> = { model: 'model_refused', tools: 'tool_refused', tool_choice: 'tool_refused', messages: 'content_refused', input: 'content_refused', system: 'content_refused' };

function toCode(path: Path): RefusalCode {
  const headings = path.slice(0, -1).map(String);
  const own = path.length === 1 && path[0] === 'model' ? ['model'] : [];
  const found = [...headings, ...own].findLast((part) => Object.hasOwn(HEADINGS, part));
  return found === undefined ? 'field_refused' : (HEADINGS[found] ?? 'field_refused');
}
