import type { BoxedAnswer, BoxedCall } from '../protocol/tool-box-messages.ts';
import type { BoundedText } from './bounded-text.ts';
import { startDeadline } from './deadline.ts';
import { diffFile, type Trees } from './diff-file.ts';
import { listFolder } from './list-folder.ts';
import { readLines } from './read-lines.ts';
import { searchText } from './search-text.ts';
import { ToolFailure } from './tool-failure.ts';

/** Answers one call from the trees; what cannot be answered is an answer as well. */
export function answerToolCall(trees: Trees, call: BoxedCall): Omit<BoxedAnswer, 'id'> {
  try {
    const output = run(trees, call);
    return { text: output.toString(), isError: false, isCut: output.isCut };
  } catch (error) {
    if (error instanceof ToolFailure) return { text: error.message, isError: true, isCut: false };
    throw error;
  }
}

function run(trees: Trees, call: BoxedCall): BoundedText {
  const deadline = startDeadline();
  switch (call.tool) {
    case 'list': return listFolder(trees.head, call, deadline);
    case 'read': return readLines(trees[call.tree], call);
    case 'search': return searchText(trees.head, call, deadline);
    case 'diff': return diffFile(trees, call, deadline);
  }
}
