import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createToolBox } from '../../../backend/adapters/sandbox/open-tool-box.ts';
import type { ToolBox, ToolCall } from '../../../backend/ports/sandbox.ts';
import { TOOL_LIMITS } from '../../../backend/sandboxed/protocol/tool-limits.ts';
import { makeTrees, type TestTrees } from '../../sandboxed/tool-box/support/trees.ts';
import { openScriptedBox, openStreamBox } from './support/stream-box.ts';

const read = (path: string): ToolCall => ({ tool: 'read', path, line: 1, lines: 10, tree: 'head' });
const signal = (): AbortSignal => new AbortController().signal;
const idOf = (request: string): number => Number(/^\{"id":(\d+)/.exec(request)?.[1]);
const answerTo = (request: string, more: object = {}): string => JSON.stringify({ id: idOf(request), text: 'text', isError: false, isCut: false, ...more });

describe('when the tool box keeps to its messages', () => {
  let trees: TestTrees;
  let toolBox: ToolBox;
  beforeEach(() => {
    trees = makeTrees();
    trees.write('head/a.txt', 'content of a');
    trees.write('head/b.txt', 'content of b');
    trees.write('base/b.txt', 'older');
    toolBox = createToolBox(openStreamBox(trees));
  });
  afterEach(async () => {
    await toolBox.close();
    trees.remove();
  });

  it('gives each call its own answer, also when they come at once', async () => {
    const answers = await Promise.all(['a.txt', 'b.txt', 'missing', 'a.txt'].map((path) => toolBox.call(read(path), signal())));
    expect(answers.map(({ text, isError }) => [isError, text.includes('content of a'), text.includes('content of b')])).toEqual([[false, true, false], [false, false, true], [true, false, false], [false, true, false]]);
  });

  it('knows what was read', async () => {
    for (const call of [read('a.txt'), read('a.txt'), read('../x'), { tool: 'diff', path: 'b.txt' }, { tool: 'search', text: 'c', path: '.' }, { tool: 'list', path: '.', depth: 1 }] as const) await toolBox.call(call, signal());
    expect(toolBox.filesRead()).toEqual(['a.txt', 'b.txt']);
  });

  it('answers nothing after it was closed', async () => {
    await toolBox.close();
    await expect(toolBox.call(read('a.txt'), signal())).rejects.toMatchObject({ code: 'sandbox_failed' });
    await toolBox.close();
  });
});

describe('when the container lies', () => {
  it.each([
    ['another number', (request: string) => answerTo(request, { id: 99 })],
    ['the number of an earlier call', (request: string) => answerTo(request, { id: 0 })],
    ['no JSON', () => 'text'],
    ['an empty line', () => ''],
    ['another form', () => '{"id":1}'],
    ['a field too many', (request: string) => answerTo(request, { path: '/etc/passwd' })],
    ['a number for a text', (request: string) => answerTo(request, { text: 1 })],
    ['a text beyond the limit', (request: string) => answerTo(request, { text: 'x'.repeat(2 * TOOL_LIMITS.answerBytes + 1) })],
    ['the prototype chain', () => '{"__proto__":{"id":1,"text":"","isError":false,"isCut":false}}'],
  ])('ends at %s, and is gone', async (_name, answer) => {
    const { box, isRemoved } = openScriptedBox(answer);
    const toolBox = createToolBox(box);
    await expect(toolBox.call(read('a'), signal())).rejects.toMatchObject({ code: 'sandbox_failed' });
    expect(isRemoved()).toBe(true);
    expect(toolBox.filesRead()).toEqual([]);
    await expect(toolBox.call(read('a'), signal())).rejects.toMatchObject({ code: 'sandbox_failed' });
  });
});

describe('when the container dies', () => {
  it.each([[{ status: 137, isOutOfMemory: true }, 'sandbox_out_of_memory'], [{ status: 2 }, 'sandbox_failed'], [{ status: 0 }, 'sandbox_failed']] as const)('%j is %s', async (end, code) => {
    const { box, isRemoved } = openScriptedBox(() => null, end);
    await expect(createToolBox(box).call(read('a'), signal())).rejects.toMatchObject({ code });
    expect(isRemoved()).toBe(true);
  });
});

describe('when there is no answer', () => {
  it('can be cancelled', async () => {
    const { box, isRemoved } = openScriptedBox(() => new Promise(() => undefined));
    const controller = new AbortController();
    const asked = createToolBox(box).call(read('a'), controller.signal);
    setTimeout(() => { controller.abort(); }, 10);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(isRemoved()).toBe(true);
  });

  it('asks nothing of it once cancelled', async () => {
    const { box } = openScriptedBox(answerTo);
    await expect(createToolBox(box).call(read('a'), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});
