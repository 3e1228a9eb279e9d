import type { BoxedCall } from '../protocol/tool-box-messages.ts';
import { TOOL_LIMITS } from '../protocol/tool-limits.ts';
import { BoundedText } from './bounded-text.ts';
import type { Deadline } from './deadline.ts';
import { diffLines, type DiffLine } from './diff-lines.ts';
import { withPath } from './open-path.ts';
import { readContent, toLines, toText } from './read-content.ts';
import { ToolFailure } from './tool-failure.ts';
import { toVisible } from './visible-text.ts';

/** Lines shown around a change. */
const CONTEXT = 3;

/** The trees of a review: what is reviewed, and what was trusted before. */
export interface Trees {
  readonly head: string;
  readonly base: string;
}

interface Side {
  readonly lines: readonly string[];
  readonly isWhole: boolean;
}

/** What changed in one file from base to head, in hunks; a file that is in one tree alone is said to be so. */
export function diffFile(trees: Trees, { path }: Extract<BoxedCall, { tool: 'diff' }>, deadline: Deadline): BoundedText {
  const base = readSide(trees.base, path);
  const head = readSide(trees.head, path);
  const output = new BoundedText();
  if (head instanceof ToolFailure && base instanceof ToolFailure) throw head;
  if (base instanceof ToolFailure) output.add(`Not comparable with the base (${base.message}) Read it in the head.`);
  else if (head instanceof ToolFailure) output.add(`Not comparable with the head (${head.message}) Read it in the base.`);
  else compare(output, { base, head }, deadline);
  return output;
}

function readSide(tree: string, path: string): Side | ToolFailure {
  try {
    return withPath(tree, path, (opened) => {
      if (opened.kind === 'folder') throw new ToolFailure('It is a folder.');
      const content = readContent(opened);
      const text = toText(content);
      if (text === null) throw new ToolFailure(`It is binary, or not UTF-8 (${content.size} bytes).`);
      return { lines: toLines(text), isWhole: content.isWhole };
    });
  } catch (error) {
    if (error instanceof ToolFailure) return error;
    throw error;
  }
}

function compare(output: BoundedText, { base, head }: { readonly base: Side; readonly head: Side }, deadline: Deadline): void {
  if (!base.isWhole || !head.isWhole) {
    output.markCut();
    output.add(`Only the first ${TOOL_LIMITS.fileBytes} bytes are compared.`);
  }
  const isLong = base.lines.length + head.lines.length > TOOL_LIMITS.diffLines;
  const lines = isLong ? null : diffLines(base.lines, head.lines, { maxEdits: TOOL_LIMITS.diffEdits, isOver: () => deadline.isOver() });
  if (lines === null) {
    output.markCut();
    output.add(`Too different for a comparison line by line: ${base.lines.length} lines in the base, ${head.lines.length} in the head. Read both.`);
  } else if (lines.every(({ kind }) => kind === 'same')) output.add('No difference in the lines.');
  else addHunks(output, lines);
}

function addHunks(output: BoundedText, lines: readonly DiffLine[]): void {
  const isShown = new Uint8Array(lines.length);
  for (const [index, { kind }] of lines.entries()) if (kind !== 'same') isShown.fill(1, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  let base = 1;
  let head = 1;
  for (const [index, { kind, text }] of lines.entries()) {
    if (isShown[index] === 1) {
      if (isShown[index - 1] !== 1 && !output.add(`@@ base line ${base}, head line ${head} @@`)) return;
      if (!output.add(`${MARKS[kind]}${shorten(output, text)}`)) return;
    }
    if (kind !== 'added') base += 1;
    if (kind !== 'removed') head += 1;
  }
}

const MARKS = { same: ' ', removed: '-', added: '+' } as const;

function shorten(output: BoundedText, text: string): string {
  const width = TOOL_LIMITS.lineCharacters;
  if (text.length <= width) return toVisible(text);
  output.markCut();
  return `${toVisible(text.slice(0, width))} … (${text.length} characters in this line)`;
}
