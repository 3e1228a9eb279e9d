import type { BoxedCall } from '../protocol/tool-box-messages.ts';
import { TOOL_LIMITS } from '../protocol/tool-limits.ts';
import { BoundedText } from './bounded-text.ts';
import { withPath } from './open-path.ts';
import { readContent, toLines, toText } from './read-content.ts';
import { ToolFailure } from './tool-failure.ts';
import { toVisible } from './visible-text.ts';

/**
 * Lines of a file with their numbers. A single line that is asked for alone is given as far as an answer reaches: long
 * lines are where things hide.
 * @throws ToolFailure for what is no text file
 */
export function readLines(tree: string, { path, line, lines }: Extract<BoxedCall, { tool: 'read' }>): BoundedText {
  return withPath(tree, path, (opened) => {
    if (opened.kind === 'folder') throw new ToolFailure('This is a folder: list it.');
    const content = readContent(opened);
    const text = toText(content);
    if (text === null) throw new ToolFailure(`This file is binary, or not UTF-8 (${content.size} bytes).`);
    const all = toLines(text);
    const first = Math.max(1, line);
    if (first > all.length && all.length > 0) throw new ToolFailure(`The file has ${all.length} lines${content.isWhole ? '' : ` in the ${TOOL_LIMITS.fileBytes} bytes that can be read`}.`);
    return toNumbered(all, { first, count: Math.min(Math.max(1, lines), TOOL_LIMITS.readLines), isWhole: content.isWhole, size: content.size });
  });
}

interface Window {
  readonly first: number;
  readonly count: number;
  readonly isWhole: boolean;
  readonly size: number;
}

function toNumbered(all: readonly string[], { first, count, isWhole, size }: Window): BoundedText {
  const output = new BoundedText();
  const shown = all.slice(first - 1, first - 1 + count);
  const width = count === 1 ? Math.floor(TOOL_LIMITS.answerBytes / 4) - 100 : TOOL_LIMITS.lineCharacters;
  output.add(`${all.length} lines${isWhole ? '' : ` in the part that can be read, of ${size} bytes in all`}; lines ${first} to ${first - 1 + shown.length}:`);
  for (const [index, text] of shown.entries()) {
    const line = toVisible(text.slice(0, width));
    const isWholeLine = text.length <= width && line.length <= width;
    if (!isWholeLine) output.markCut();
    if (!output.add(`${first + index}\t${isWholeLine ? line : `${line.slice(0, width)} … (${text.length} characters in this line)`}`)) break;
  }
  if (!isWhole || first - 1 + shown.length < all.length) output.markCut();
  return output;
}
