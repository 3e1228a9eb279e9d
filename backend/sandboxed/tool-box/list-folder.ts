import type { BoxedCall } from '../protocol/tool-box-messages.ts';
import { TOOL_LIMITS } from '../protocol/tool-limits.ts';
import { BoundedText } from './bounded-text.ts';
import type { Deadline } from './deadline.ts';
import { listEntries, type Entry } from './list-entries.ts';
import { withChild, withPath, type OpenedPath } from './open-path.ts';
import { ToolFailure } from './tool-failure.ts';
import { toVisibleName } from './visible-text.ts';

interface Listing {
  readonly output: BoundedText;
  readonly deadline: Deadline;
  left: number;
}

/** What is below a folder, as an indented tree: folders with `/`, files with their size, links and others by kind. */
export function listFolder(tree: string, { path, depth }: Extract<BoxedCall, { tool: 'list' }>, deadline: Deadline): BoundedText {
  return withPath(tree, path, (opened) => {
    if (opened.kind === 'file') throw new ToolFailure('This is a file: read it.');
    const listing: Listing = { output: new BoundedText(), deadline, left: TOOL_LIMITS.listEntries };
    addEntries(listing, opened, { level: 0, depth: Math.min(Math.max(1, depth), TOOL_LIMITS.listDepth) });
    if (listing.left === TOOL_LIMITS.listEntries) listing.output.add('(empty)');
    return listing.output;
  });
}

/** False when the answer is full. */
function addEntries(listing: Listing, folder: OpenedPath, { level, depth }: { readonly level: number; readonly depth: number }): boolean {
  for (const entry of listEntries(folder)) {
    if (listing.left === 0 || listing.deadline.isOver()) {
      listing.output.markCut();
      return false;
    }
    listing.left -= 1;
    if (!listing.output.add(`${'  '.repeat(level)}${toLine(entry)}`)) return false;
    if (entry.kind !== 'folder' || entry.name === null || level + 1 >= depth) continue;
    if (!withChild(folder.descriptor, entry.name, { use: (child) => addEntries(listing, child, { level: level + 1, depth }), otherwise: true })) return false;
  }
  return true;
}

function toLine({ name, kind, size }: Entry): string {
  if (name === null) return `(a ${kind} whose name is not UTF-8; it cannot be read here)`;
  switch (kind) {
    case 'folder': return `${toVisibleName(name)}/`;
    case 'file': return `${toVisibleName(name)} (${size} bytes)`;
    case 'link': return `${toVisibleName(name)} (link, not followed)`;
    case 'other': return `${toVisibleName(name)} (neither file nor folder)`;
  }
}
