import type { SourceFile } from '../../rule.ts';

const startsOfFile = new WeakMap<SourceFile, readonly number[]>();

/** The line of an offset, from 1. */
export function lineAt(file: SourceFile, offset: number): number {
  const starts = startsOf(file);
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** The text of a line without its end; `line` from 1. */
export function lineText(file: SourceFile, line: number): string {
  const starts = startsOf(file);
  return file.text.slice(starts[line - 1] ?? 0, (starts[line] ?? file.text.length + 1) - 1);
}

/** How many lines the file has. */
export function lineCount(file: SourceFile): number {
  return startsOf(file).length;
}

function startsOf(file: SourceFile): readonly number[] {
  const known = startsOfFile.get(file);
  if (known !== undefined) return known;
  const starts = [0];
  for (let end = file.text.indexOf('\n'); end !== -1; end = file.text.indexOf('\n', end + 1)) starts.push(end + 1);
  startsOfFile.set(file, starts);
  return starts;
}
