import type { SourceFile } from '../rule.ts';
import { findNodes, type Kinds } from './find-nodes.ts';
import { perFile } from './per-file.ts';
import { toSpan, type Span } from './span.ts';

/** A place where a text was found. */
export interface Place extends Span {
  readonly text: string;
}

const COMMENTS: Kinds = { javascript: ['comment'], python: ['comment', 'expression_statement'], go: ['comment'] };

/** Places of one pattern in one file that are looked at. */
const MAX_PLACES = 2_000;

/** Comments, and the texts that Python puts in their place. */
const listComments: (file: SourceFile) => readonly Span[] = perFile((file) =>
  findNodes(file, COMMENTS)
    .map(toSpan)
    .filter(({ start }) => file.language !== 'python' || /^(#|[rRuU]?("""|'''))/.test(file.text.slice(start, start + 5))),
);

const listLineStarts: (file: SourceFile) => readonly number[] = perFile((file) => {
  const starts = [0];
  for (let at = file.text.indexOf('\n'); at >= 0; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
});

/** The line of an offset, from 1. */
export function lineAt(file: SourceFile, offset: number): number {
  return lastAtOrBefore(listLineStarts(file).length, (index) => (listLineStarts(file)[index] ?? 0) <= offset) + 1;
}

/**
 * Places outside of comments where a pattern (with the flag `g`) matches. The pattern must be linear: it meets hostile text.
 */
export function listPlaces(file: SourceFile, pattern: RegExp): Place[] {
  const found: Place[] = [];
  for (const match of file.text.matchAll(pattern)) {
    if (isInComment(file, match.index)) continue;
    const end = match.index + match[0].length;
    found.push({ start: match.index, end, line: lineAt(file, match.index), endLine: lineAt(file, Math.max(match.index, end - 1)), text: match[0] });
    if (found.length >= MAX_PLACES) break;
  }
  return found;
}

function isInComment(file: SourceFile, offset: number): boolean {
  const comments = listComments(file);
  const index = lastAtOrBefore(comments.length, (at) => (comments[at]?.start ?? 0) <= offset);
  return index >= 0 && (comments[index]?.end ?? 0) > offset;
}

/** Index of the last of `length` ordered items that `isBefore` holds for; -1 for none. */
function lastAtOrBefore(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
