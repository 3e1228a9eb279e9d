import type { RiskLevel } from '../../../core/review/risk.ts';
import type { Hit, SourceFile } from '../../rule.ts';
import { lineAt, lineText } from './text-lines.ts';

/** A place in a text by offset. */
export interface TextPlace {
  readonly index: number;
  readonly length: number;
}

export interface TextFound {
  readonly message: string;
  readonly severity?: RiskLevel;
  readonly evidence?: string;
}

/** A line that is longer is not shown whole, but around the place. */
const LONG_LINE = 400;
const AROUND = 120;

/** The hit of a rule at a place of the file's text. */
export function toTextHit(file: SourceFile, place: TextPlace, found: TextFound): Hit {
  const line = lineAt(file, place.index);
  const endLine = lineAt(file, place.index + Math.max(0, place.length - 1));
  const evidence = found.evidence ?? excerpt(file, place, line);
  return { line, endLine, message: found.message, ...(found.severity === undefined ? {} : { severity: found.severity }), ...(evidence === null ? {} : { evidence }) };
}

/** Matches of a pattern with the flag `g`, as places, at most `limit`. */
export function* findPlaces(text: string, pattern: RegExp, limit = 1_000): Iterable<TextPlace & { readonly match: RegExpExecArray }> {
  let count = 0;
  for (const match of text.matchAll(pattern)) {
    if (count++ === limit) return;
    yield { index: match.index, length: match[0].length, match };
  }
}

/** Null where the lines themselves are short enough to be shown. */
function excerpt(file: SourceFile, { index, length }: TextPlace, line: number): string | null {
  if (lineText(file, line).length <= LONG_LINE) return null;
  return file.text.slice(Math.max(0, index - AROUND), index + Math.min(length, AROUND) + AROUND).trim();
}
