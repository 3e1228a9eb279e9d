import { PassThrough } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOOL_LIMITS } from '../../../backend/sandboxed/protocol/tool-limits.ts';
import { runToolBox } from '../../../backend/sandboxed/tool-box/run-tool-box.ts';
import { makeTrees, read, type TestTrees } from './support/trees.ts';

let trees: TestTrees;
beforeEach(() => {
  trees = makeTrees();
  trees.write('head/a.txt', 'content');
});
afterEach(() => { trees.remove(); });

async function run(input: string): Promise<{ readonly status: number; readonly lines: readonly string[] }> {
  const streams = { input: new PassThrough(), output: new PassThrough() };
  const output = readAll(streams.output);
  streams.input.end(input);
  const status = await runToolBox(streams, trees);
  streams.output.end();
  return { status, lines: (await output).split('\n').slice(0, -1) };
}

const request = (id: number, call: unknown = read('a.txt')): string => `${JSON.stringify({ id, call })}\n`;

describe('when requests come in', () => {
  it('answers each with its id, one line each, in order', async () => {
    const { status, lines } = await run(request(7) + request(8, read('missing')));
    expect(status).toBe(0);
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      { id: 7, text: '1 lines; lines 1 to 1:\n1\tcontent', isError: false, isCut: false },
      { id: 8, text: expect.any(String) as string, isError: true, isCut: false },
    ]);
  });

  it.each([
    ['not JSON\n', 'no JSON'],
    ['\n', 'empty'],
    [request(1, { tool: 'write', path: 'a', text: 'b' }), 'no tool of ours'],
    [request(1, { ...read('a.txt'), more: 1 }), 'a field too many'],
    [request(1, { ...read('a.txt'), line: 1.5 }), 'half a line'],
    [`{"id":1,"call":{"tool":"list","path":"${'x'.repeat(2000)}","depth":1}}\n`, 'a path too long'],
    ['x'.repeat(TOOL_LIMITS.requestBytes + 1), 'an endless line'],
  ])('ends with a status at %j: %s', async (input) => {
    expect(await run(request(1) + input + request(2))).toMatchObject({ status: 2, lines: [expect.stringContaining('"id":1') as string] });
  });

  it('ends well at the end of the input, whatever half line is left', async () => {
    expect(await run('{"id":')).toEqual({ status: 0, lines: [] });
  });
});
