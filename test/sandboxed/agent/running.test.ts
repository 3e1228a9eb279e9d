import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ReadingWatch } from '../../../backend/sandboxed/agent/reading-watch.ts';
import { startForwarder } from '../../../backend/sandboxed/agent/start-forwarder.ts';
import { readFirstLine } from '../../../backend/sandboxed/read-first-line.ts';

describe('when the first line of a stream is read', () => {
  const limits = { maxBytes: 10, timeoutMs: 60_000 };
  it.each([
    ['one line', ['abc\n'], 'abc'], ['what follows it', ['abc\ndef\n'], 'abc'], ['parts', ['a', 'b', 'c\nd'], 'abc'], ['an empty one', ['\n'], ''],
    ['no end', ['abc'], null], ['nothing', [], null], ['too much', ['x'.repeat(11), '\n'], null],
  ] as const)('answers to %s', async (_name, parts, expected) => {
    const stream = new PassThrough();
    const line = readFirstLine(stream, limits);
    for (const part of parts) stream.write(part);
    stream.end();
    expect(await line).toBe(expected);
  });

  it('does not wait for ever', async () => {
    expect(await readFirstLine(new PassThrough(), { ...limits, timeoutMs: 10 })).toBeNull();
  });
});

describe('when Claude Code tells what it reads', () => {
  const use = (path: string): string => JSON.stringify({ type: 'assistant', message: { content: [{ type: 'text', text: 'x' }, { type: 'tool_use', name: 'Read', input: { file_path: path } }] } });
  it('counts each file once, in whatever parts it is told', () => {
    const counts: number[] = [];
    const watch = new ReadingWatch((files) => { counts.push(files); });
    const text = `${use('/a')}\nnot JSON\n${use('/a')}\n{"type":"result"}\n${use('/b')}\n`;
    for (const letter of text) watch.push(letter);
    expect(counts).toEqual([1, 2]);
  });

  it('is not filled by a line without end', () => {
    const watch = new ReadingWatch(() => { throw new Error('nothing was read'); });
    for (let index = 0; index < 64; index += 1) watch.push('x'.repeat(100_000));
    watch.push('\n');
  });
});

describe('when bytes are carried between loopback and a socket', () => {
  it('carries them both ways, and ends when either side does', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mcp-trust-forwarder-'));
    const socket = join(folder, 'proxy.sock');
    const proxy = createServer((client) => { client.on('data', (bytes) => { client.end(`heard ${String(bytes)}`); }).on('error', () => undefined); }).listen(socket);
    await once(proxy, 'listening');
    const forwarder = await startForwarder(socket, 0);
    const { port, address } = z.object({ port: z.number(), address: z.string() }).parse(forwarder.address());
    expect(address).toBe('127.0.0.1');
    const client = connect(port, '127.0.0.1');
    let told = '';
    client.setEncoding('utf8').on('data', (text: string) => { told += text; });
    client.write('hello');
    await once(client, 'close');
    expect(told).toBe('heard hello');
    proxy.close();
    const late = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(late, 'close');
    forwarder.close();
    await rm(folder, { recursive: true, force: true });
  });
});
