import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { perFile } from '../syntax/per-file.ts';
import { sliceOf, toSpan, type Span } from '../syntax/span.ts';
import { spend } from './budget.ts';
import { listMentions } from './mentions.ts';
import { capReach, worseReach, type Reach } from './reach.ts';
import { listSources } from './sources.ts';

export interface Trace {
  readonly reach: Reach;
  /** Expressions that flow in, as they are written, the asked one first. */
  readonly texts: readonly string[];
}

/** A name is followed through at most so many others. */
const MAX_DEPTH = 24;
const MAX_TEXTS = 24;
const TEXT_CHARACTERS = 400;

const FIXED: Trace = { reach: 'fixed', texts: [] };
const UNKNOWN: Trace = { reach: 'variable', texts: [] };

/** By place of an expression that a rule asked for, and by name in its scope. */
const cache: (file: SourceFile) => Map<string, Trace> = perFile(() => new Map());

/** Where the value of an expression comes from, inside of its file. */
export function trace(file: SourceFile, node: SgNode): Trace {
  const { start, end } = toSpan(node);
  const key = `${start}-${end}`;
  const known = cache(file).get(key);
  if (known !== undefined) return known;
  const found = traceExpression(file, node, 0);
  cache(file).set(key, found);
  return found;
}

function traceExpression(file: SourceFile, node: SgNode, depth: number): Trace {
  const span = toSpan(node);
  if (depth > MAX_DEPTH || !spend(file, span.end - span.start + 16)) return UNKNOWN;
  const text = sliceOf(file, span, TEXT_CHARACTERS);
  let found: Trace = { reach: 'fixed', texts: [text] };
  for (const { name, at, cap } of listMentions(file, node)) {
    if (found.reach === 'tool' && found.texts.length >= MAX_TEXTS) break;
    const source = traceName(file, { name, at, within: span }, depth + 1);
    found = join(found, cap === null ? source : { ...source, reach: capReach(source.reach, cap) });
  }
  return found;
}

function traceName(file: SourceFile, mention: { readonly name: string; readonly at: number; readonly within: Span }, depth: number): Trace {
  const source = listSources(file, mention);
  if (source === null) return FIXED;
  if (source.reach !== undefined) return { reach: source.reach, texts: [] };
  const known = cache(file).get(source.key);
  if (known !== undefined) return known;
  // A name that stands in its own value adds nothing to it.
  cache(file).set(source.key, FIXED);
  let found: Trace = { reach: source.least, texts: [] };
  for (const value of source.values) found = join(found, traceExpression(file, value, depth));
  cache(file).set(source.key, found);
  return found;
}

function join(a: Trace, b: Trace): Trace {
  const room = MAX_TEXTS - a.texts.length;
  return { reach: worseReach(a.reach, b.reach), texts: room > 0 && b.texts.length > 0 ? [...a.texts, ...b.texts.slice(0, room)] : a.texts };
}
