import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import type { Box, BoxEnd } from '../../../../backend/adapters/sandbox/box.ts';
import { runToolBox } from '../../../../backend/sandboxed/tool-box/run-tool-box.ts';

/** The real tool box on two trees, in this process instead of a container. */
export function openStreamBox(trees: { readonly head: string; readonly base: string }): Box {
  const streams = { input: new PassThrough(), output: new PassThrough() };
  const ended = runToolBox(streams, trees).then((status): BoxEnd => {
    streams.output.end();
    return { status, isOutOfMemory: false, standardError: '' };
  });
  return {
    id: 'in-process',
    lines: () => createInterface({ input: streams.output }),
    write: (text) => new Promise((resolve) => { streams.input.write(text, () => { resolve(); }); }),
    endInput: () => { streams.input.end(); },
    ended: () => ended,
    remove: async () => {
      streams.input.end();
      await ended;
    },
  };
}

export interface ScriptedBox {
  readonly box: Box;
  readonly written: readonly string[];
  readonly isRemoved: () => boolean;
}

/** A container that says what the script wants: `answer` gets each request; null ends it. */
export function openScriptedBox(answer: (request: string) => string | null | Promise<string | null>, end: Partial<BoxEnd> = {}): ScriptedBox {
  const written: string[] = [];
  const waiting = new PassThrough({ objectMode: true });
  let isRemoved = false;
  const box: Box = {
    id: 'scripted',
    lines: async function* lines() {
      for await (const request of waiting) {
        const line = await answer(String(request));
        if (line === null) return;
        yield line;
      }
    },
    write: (text) => {
      written.push(text);
      waiting.write(text);
      return Promise.resolve();
    },
    endInput: () => undefined,
    ended: () => Promise.resolve({ status: 1, isOutOfMemory: false, standardError: '', ...end }),
    remove: () => {
      isRemoved = true;
      return Promise.resolve();
    },
  };
  return { box, written, isRemoved: () => isRemoved };
}
