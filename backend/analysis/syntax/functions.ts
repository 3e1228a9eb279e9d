import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { findNodes, type Kinds } from './find-nodes.ts';
import { perFile } from './per-file.ts';
import { toSpan, type Span } from './span.ts';

/** A function of a file, named or not. */
export interface FunctionScope extends Span {
  readonly node: SgNode;
  /** Index of the function around it; -1 for the module. */
  readonly parent: number;
  readonly index: number;
}

const FUNCTIONS: Kinds = {
  javascript: ['function_declaration', 'function_expression', 'arrow_function', 'method_definition', 'generator_function', 'generator_function_declaration'],
  python: ['function_definition', 'lambda'],
  go: ['function_declaration', 'method_declaration', 'func_literal'],
};

/** All functions in the order of the text: outer ones before those inside. */
export const listFunctions: (file: SourceFile) => readonly FunctionScope[] = perFile((file) => {
  const found: FunctionScope[] = [];
  const open: FunctionScope[] = [];
  for (const node of findNodes(file, FUNCTIONS)) {
    const span = toSpan(node);
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= span.start) open.pop();
    const scope = { ...span, node, parent: open.at(-1)?.index ?? -1, index: found.length };
    found.push(scope);
    open.push(scope);
  }
  return found;
});

/** Functions around one place that are looked at: deeper nesting is no program that a person wrote. */
const MAX_NESTING = 200;

/** Index of the innermost function around an offset; -1 for the module. */
export function scopeAt(file: SourceFile, offset: number): number {
  const functions = listFunctions(file);
  let low = 0;
  let high = functions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((functions[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  let index = low - 1;
  for (let step = 0; index >= 0 && (functions[index]?.end ?? 0) <= offset; step += 1) index = step < MAX_NESTING ? (functions[index]?.parent ?? -1) : -1;
  return index;
}

/** The innermost function around an offset; null in the module itself. */
export function functionAround(file: SourceFile, offset: number): FunctionScope | null {
  return listFunctions(file)[scopeAt(file, offset)] ?? null;
}
