import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../backend/core/coded-error.ts';
import { createFrameReader } from '../../../backend/adapters/sandbox/frame-reader.ts';
import { LineQueue } from '../../../backend/adapters/sandbox/line-queue.ts';
import { createLineSplitter } from '../../../backend/adapters/sandbox/line-splitter.ts';
import { MAX_LINE_BYTES } from '../../../backend/sandboxed/protocol/limits.ts';

function frame(stream: number, text: string): Buffer {
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

function readFrames(chunks: readonly Buffer[]): { output: string; error: string } {
  const read = { output: '', error: '' };
  const reader = createFrameReader({ output: (bytes) => { read.output += bytes.toString(); }, error: (bytes) => { read.error += bytes.toString(); } });
  for (const chunk of chunks) reader(chunk);
  return read;
}

describe('when an attached connection is taken apart', () => {
  const bytes = Buffer.concat([frame(1, 'one\n'), frame(2, 'oops'), frame(1, ''), frame(1, 'two\n')]);

  it.each([1, 2, 3, 7, 8, 9, 1000])('reads it in pieces of %i bytes', (size) => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
    expect(readFrames(pieces)).toEqual({ output: 'one\ntwo\n', error: 'oops' });
  });

  it.each([
    ['the stream of a terminal', Buffer.from('plain text without frames')],
    ['an unknown stream', frame(3, 'x')],
    ['standard input', frame(0, 'x')],
    ['a header without its zeros', Buffer.from([1, 0, 1, 0, 0, 0, 0, 0])],
  ])('refuses %s', (_name, chunk) => {
    expect(() => readFrames([chunk])).toThrow(expect.objectContaining({ code: 'sandbox_failed' }));
  });
});

describe('when bytes are split into lines', () => {
  function split(chunks: readonly Buffer[], maximum = 1_000): string[] {
    const lines: string[] = [];
    const write = createLineSplitter(maximum, (line) => { lines.push(line); });
    for (const chunk of chunks) write(chunk);
    return lines;
  }

  it('joins what comes in pieces, even inside of a character', () => {
    const bytes = Buffer.from('äöü\n\nlast\nrest');
    expect(split([...bytes].map((byte) => Buffer.from([byte])))).toEqual(['äöü', '', 'last']);
    expect(split([bytes])).toEqual(['äöü', '', 'last']);
  });

  it.each([
    ['more bytes than allowed', [Buffer.alloc(1_001, 0x0a)], 1_000],
    ['a line that is too long', [Buffer.alloc(MAX_LINE_BYTES + 1, 0x20)], MAX_LINE_BYTES * 2],
    ['a line that grows too long', [Buffer.alloc(MAX_LINE_BYTES, 0x20), Buffer.from(' ')], MAX_LINE_BYTES * 2],
    ['bytes that are no UTF-8', [Buffer.from([0xc3, 0x28, 0x0a])], 1_000],
    ['half a surrogate', [Buffer.from([0xed, 0xa0, 0x80, 0x0a])], 1_000],
  ])('refuses %s', (_name, chunks, maximum) => {
    expect(() => split(chunks, maximum)).toThrow(expect.objectContaining({ code: 'sandbox_failed' }));
  });

  it('takes a line that is just as long as allowed', () => {
    expect(split([Buffer.alloc(MAX_LINE_BYTES, 0x20), Buffer.from('\n')], MAX_LINE_BYTES + 1)[0]).toHaveLength(MAX_LINE_BYTES);
  });
});

describe('when lines wait for their reader', () => {
  function queue(maximumCharacters = 1_000): { lines: LineQueue; log: string[] } {
    const log: string[] = [];
    return { lines: new LineQueue({ maximumCharacters, onFull: () => log.push('full'), onFree: () => log.push('free') }), log };
  }

  it('gives lines in order, before and after they are waited for', async () => {
    const { lines } = queue();
    lines.push('one');
    const reader = lines.read()[Symbol.asyncIterator]();
    expect(await reader.next()).toEqual({ value: 'one', done: false });
    const next = reader.next();
    lines.push('two');
    expect(await next).toEqual({ value: 'two', done: false });
    lines.push('three');
    lines.end();
    expect(await reader.next()).toEqual({ value: 'three', done: false });
    expect(await reader.next()).toEqual({ value: undefined, done: true });
  });

  it('lets a failure overtake what was not read', async () => {
    const { lines } = queue();
    lines.push('one');
    lines.push('two');
    const reader = lines.read()[Symbol.asyncIterator]();
    await reader.next();
    lines.fail(new CodedError('cancelled', 'first'));
    lines.fail(new CodedError('sandbox_failed', 'second'));
    await expect(reader.next()).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('wakes a waiting reader with a failure', async () => {
    const { lines } = queue();
    const next = lines.read()[Symbol.asyncIterator]().next();
    lines.fail(new CodedError('sandbox_timeout', 'x'));
    await expect(next).rejects.toMatchObject({ code: 'sandbox_timeout' });
  });

  it('holds the writer back, empty lines included, until they are read', async () => {
    const { lines, log } = queue(100);
    lines.push('');
    lines.push('');
    expect(log).toEqual(['full']);
    await lines.read()[Symbol.asyncIterator]().next();
    expect(log).toEqual(['full', 'free']);
  });
});
