import type { SgNode } from '@ast-grep/napi';
import type { SourceFile } from '../rule.ts';

/** A stretch of a file: offsets in UTF-16 units from 0, lines from 1. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly endLine: number;
}

export function toSpan(node: SgNode): Span {
  const { start, end } = node.range();
  return { start: start.index, end: end.index, line: start.line + 1, endLine: end.line + 1 };
}

/** The text of a span, at most `length` of it: a node's own text copies all below it, which is too much for a long chain of calls. */
export function sliceOf(file: SourceFile, { start, end }: Span, length = 2_000): string {
  return file.text.slice(start, Math.min(end, start + length));
}

/** Whether the first lies inside of the second, or is it. */
export function isInside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
