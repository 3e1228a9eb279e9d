import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';
import { listFunctions, scopeAt } from '../syntax/functions.ts';
import { sliceOf, type Span } from '../syntax/span.ts';
import { spend } from './budget.ts';

/** Text of one function that is looked through for a check. */
const FUNCTION_CHARACTERS = 20_000;

/** Functions around a place that are looked through: a check may stand in the handler around a callback. */
const LEVELS = 3;

/** Whether a pattern stands in one of the functions around a place. Says no when the file's budget is used up: then nothing speaks for the place. */
export function isAround(file: SourceFile, place: Span, pattern: RegExp): boolean {
  let index = scopeAt(file, place.start);
  for (let level = 0; level < LEVELS && index >= 0; level += 1) {
    const scope = listFunctions(file)[index];
    if (scope === undefined || !spend(file, Math.min(scope.end - scope.start, FUNCTION_CHARACTERS))) return false;
    if (pattern.test(sliceOf(file, scope, FUNCTION_CHARACTERS))) return true;
    index = scope.parent;
  }
  return false;
}

/** Whether nobody looks at what a call gives back: it is a statement of its own, as something done on the side is. */
export function isResultIgnored(node: SgNode): boolean {
  let current: SgNode = node;
  for (let level = 0; level < 6; level += 1) {
    const parent = current.parent();
    if (parent === null) return false;
    const kind = String(parent.kind());
    if (/^(expression_statement|go_statement)$/.test(kind)) return true;
    if (!/^(await_expression|await|parenthesized_expression|unary_expression|member_expression|attribute|call_expression|call)$/.test(kind)) return false;
    if (/^(member_expression|attribute)$/.test(kind) && !/^(?:then|catch|finally|end)$/.test(parent.field('property')?.text() ?? parent.field('attribute')?.text() ?? '')) return false;
    current = parent;
  }
  return false;
}
