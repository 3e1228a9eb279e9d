import { SOURCE_LIMITS } from '../protocol/limits.ts';
import type { BoxedCall } from '../protocol/tool-box-messages.ts';
import { TOOL_LIMITS } from '../protocol/tool-limits.ts';
import { BoundedText } from './bounded-text.ts';
import type { Deadline } from './deadline.ts';
import { listEntries } from './list-entries.ts';
import { withChild, withPath, type OpenedPath } from './open-path.ts';
import { readContent } from './read-content.ts';
import { ToolFailure } from './tool-failure.ts';
import { toVisible, toVisibleName } from './visible-text.ts';

/** Characters around a match that are shown. */
const AROUND = 160;

interface Search {
  readonly needle: Buffer;
  readonly output: BoundedText;
  readonly deadline: Deadline;
  files: number;
  bytes: number;
  matches: number;
  /** Files of which only the start was searched. */
  large: number;
}

/**
 * Places of a literal text in all files below a path, binary ones included, as `path:line: the line`. No pattern
 * language: a search takes time in proportion to what it reads, whoever chose the text.
 */
export function searchText(tree: string, { path, text }: Extract<BoxedCall, { tool: 'search' }>, deadline: Deadline): BoundedText {
  if (text === '') throw new ToolFailure('The text to search for is empty.');
  if (text.includes('\n')) throw new ToolFailure('A search is for text within one line.');
  const search: Search = { needle: Buffer.from(text), output: new BoundedText(), deadline, files: 0, bytes: 0, matches: 0, large: 0 };
  const prefix = path.split('/').filter((name) => name !== '' && name !== '.').join('/');
  const isComplete = withPath(tree, path, (opened) => searchIn(search, opened, prefix));
  if (!isComplete) search.output.markCut();
  search.output.add(`${search.matches} matches in ${search.files} files${isComplete ? '' : '; the search ended early'}${search.large > 0 ? `; of ${search.large} large files only the first ${TOOL_LIMITS.fileBytes} bytes were searched` : ''}`);
  return search.output;
}

/** False when the search must end. */
function searchIn(search: Search, opened: OpenedPath, path: string): boolean {
  return opened.kind === 'file' ? searchFile(search, opened, path) : searchFolder(search, opened, path);
}

function searchFolder(search: Search, folder: OpenedPath, path: string): boolean {
  if (path.split('/').length > SOURCE_LIMITS.pathDepth) return false;
  for (const { name, kind } of listEntries(folder)) {
    if (search.deadline.isOver()) return false;
    if (name === null || kind === 'link' || kind === 'other') continue;
    const inner = path === '' ? name : `${path}/${name}`;
    const isDone = withChild(folder.descriptor, name, { use: (child) => searchIn(search, child, inner), otherwise: true });
    if (!isDone) return false;
  }
  return true;
}

function searchFile(search: Search, file: OpenedPath, path: string): boolean {
  if (search.files >= TOOL_LIMITS.searchFiles || search.bytes >= TOOL_LIMITS.searchBytes) return false;
  const { bytes, isWhole } = readContent(file);
  search.files += 1;
  search.bytes += bytes.length;
  if (!isWhole) search.large += 1;
  let line = 1;
  let counted = 0;
  let found = 0;
  for (let at = bytes.indexOf(search.needle); at !== -1; at = bytes.indexOf(search.needle, endOfLine(bytes, at))) {
    line += countLines(bytes, counted, at);
    counted = at;
    if (found === TOOL_LIMITS.searchMatchesPerFile) {
      search.output.markCut();
      return search.output.add(`${toVisibleName(path)}: more matches in this file`);
    }
    if (search.matches === TOOL_LIMITS.searchMatches) return false;
    found += 1;
    search.matches += 1;
    if (!search.output.add(`${toVisibleName(path)}:${line}: ${excerpt(bytes, at, search.needle.length)}`)) return false;
  }
  return true;
}

function countLines(bytes: Buffer, from: number, to: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a, from); at !== -1 && at < to; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

function endOfLine(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(0x0a, from);
  return end === -1 ? bytes.length : end;
}

/** The line around a match, cut on both sides; bytes that are no UTF-8 become replacement characters. */
function excerpt(bytes: Buffer, at: number, length: number): string {
  const start = Math.max(bytes.lastIndexOf(0x0a, at) + 1, at - AROUND);
  const end = Math.min(endOfLine(bytes, at), at + length + AROUND);
  return toVisible(bytes.subarray(start, end).toString('utf8').trim());
}
