import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { findNodes, type Kinds } from './find-nodes.ts';
import { resolveName } from './names.ts';
import { perFile } from './per-file.ts';
import { sliceOf, toSpan, type Span } from './span.ts';

/** A call, a `new`, or a tagged template. */
export interface Call extends Span {
  readonly node: SgNode;
  /** What is called, resolved through imports: `child_process.exec`, `this.run`; `().send` on the value of another expression; empty where it is computed. */
  readonly name: string;
  /** Its last part. */
  readonly last: string;
}

/** What a call is given. */
export interface Argument extends Span {
  /** Name of a Python keyword; null by place. */
  readonly keyword: string | null;
  readonly value: SgNode;
}

const CALLS: Kinds = { javascript: ['call_expression', 'new_expression'], python: ['call'], go: ['call_expression'] };

/** A name longer than this is not a name. */
const NAME_CHARACTERS = 200;

/** Arguments that are looked at. */
const MAX_ARGUMENTS = 64;

/** All calls in the order of the text. */
export const listCalls: (file: SourceFile) => readonly Call[] = perFile((file) =>
  findNodes(file, CALLS)
    .map((node) => ({ node, span: toSpan(node) }))
    .map(({ node, span }, index, all) => {
      const written = all[index + 1]?.span.start === span.start ? null : readName(file, span);
      const name = written === null ? toName(file, node) : resolveName(file, written);
      return { ...span, node, name, last: name.slice(name.lastIndexOf('.') + 1) };
    }),
);

/** What stands before the bracket, where it is but names and dots: asking the tree for it takes longer. In `a.b().c()` two calls begin at one place, and only the inner is so plain. */
const PLAIN_NAME = /(?:new[ \t]+)?([\w$]{1,80}(?:\??\.[\w$]{1,80}){0,8})\(/y;

function readName(file: SourceFile, { start }: Span): string | null {
  PLAIN_NAME.lastIndex = start;
  return PLAIN_NAME.exec(file.text)?.[1] ?? null;
}

/** Calls by the last part of their name: `exec` for `child_process.exec`. */
export const callsByLast: (file: SourceFile) => ReadonlyMap<string, readonly Call[]> = perFile((file) => {
  const found = new Map<string, Call[]>();
  for (const call of listCalls(file)) {
    const others = found.get(call.last);
    if (others === undefined) found.set(call.last, [call]);
    else others.push(call);
  }
  return found;
});

function toName(file: SourceFile, node: SgNode): string {
  const callee = node.field('function') ?? node.field('constructor');
  if (callee === null) return '';
  const span = toSpan(callee);
  if (span.end - span.start <= NAME_CHARACTERS) return resolveName(file, sliceOf(file, span));
  // The end of a long chain: what it is called on is an expression of its own.
  const end = file.text.slice(span.end - NAME_CHARACTERS, span.end);
  const last = /\.\s*([\w$]+)$/.exec(end)?.[1];
  return last === undefined ? '' : `().${last}`;
}

const argumentCache = new WeakMap<Call, readonly Argument[]>();

/** What a call is given, in order, at most 64; the template of a tagged one. */
export function listArguments(file: SourceFile, call: Call): readonly Argument[] {
  const known = argumentCache.get(call);
  if (known !== undefined) return known;
  const list = call.node.field('arguments');
  const nodes = list === null ? [] : list.kind() === 'template_string' ? [list] : list.namedChildren().filter((node) => node.kind() !== 'comment').slice(0, MAX_ARGUMENTS);
  const found = nodes.map((node) => toArgument(file, node));
  argumentCache.set(call, found);
  return found;
}

function toArgument(file: SourceFile, node: SgNode): Argument {
  if (file.language !== 'python' || node.kind() !== 'keyword_argument') return { ...toSpan(node), keyword: null, value: node };
  const value = node.field('value') ?? node;
  return { ...toSpan(value), keyword: node.field('name')?.text().slice(0, NAME_CHARACTERS) ?? null, value };
}
