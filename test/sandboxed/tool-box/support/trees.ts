import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { answerToolCall } from '../../../../backend/sandboxed/tool-box/answer-tool-call.ts';
import type { BoxedAnswer, BoxedCall } from '../../../../backend/sandboxed/protocol/tool-box-messages.ts';

/** A head and a base tree on the real file system, with something beside them that must never be read. */
export interface TestTrees {
  readonly folder: string;
  readonly head: string;
  readonly base: string;
  write(path: string, content: string | Uint8Array): void;
  call(call: BoxedCall): Omit<BoxedAnswer, 'id'>;
  remove(): void;
}

export const SECRET = 'the secret beside the trees';

export function makeTrees(): TestTrees {
  const folder = mkdtempSync(join(tmpdir(), 'tool-box-'));
  const trees = { head: join(folder, 'head'), base: join(folder, 'base') };
  mkdirSync(trees.head);
  mkdirSync(trees.base);
  writeFileSync(join(folder, 'secret.txt'), SECRET);
  return {
    folder,
    ...trees,
    write: (path, content) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    call: (call) => answerToolCall(trees, call),
    remove: () => { rmSync(folder, { recursive: true, force: true }); },
  };
}

export const read = (path: string, more: Partial<Extract<BoxedCall, { tool: 'read' }>> = {}): BoxedCall => ({ tool: 'read', path, line: 1, lines: 100, tree: 'head', ...more });
export const list = (path: string, depth = 3): BoxedCall => ({ tool: 'list', path, depth });
export const search = (text: string, path = '.'): BoxedCall => ({ tool: 'search', text, path });
export const diff = (path: string): BoxedCall => ({ tool: 'diff', path });
