import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOOL_LIMITS } from '../../../backend/sandboxed/protocol/tool-limits.ts';
import { diff, list, makeTrees, read, search, SECRET, type TestTrees } from './support/trees.ts';

let trees: TestTrees;
beforeEach(() => { trees = makeTrees(); });
afterEach(() => { trees.remove(); });

describe('when a path leaves the tree', () => {
  const paths = [
    ['../secret.txt', 'goes up'], ['..', 'goes up'], ['a/../../secret.txt', 'goes up in the middle'], ['a/..', 'goes up, though it stays inside'],
    ['/etc/passwd', 'absolute'], ['/', 'absolute'], ['//etc/passwd', 'absolute with two slashes'],
    ['file\0.txt', 'NUL'], [`${'a/'.repeat(80)}b`, 'too deep'], ['x'.repeat(1100), 'too long'], ['x'.repeat(300), 'a name longer than the file system has'],
  ] as const;

  it.each(paths)('%j is an error of the call: %s', (path) => {
    trees.write('head/a/b.txt', 'inside');
    for (const call of [read(path), list(path), search('secret', path), diff(path)]) {
      const answer = trees.call(call);
      expect(answer).toMatchObject({ isError: true });
      expect(answer.text).not.toContain(SECRET);
    }
  });
});

describe('when the tree holds links', () => {
  beforeEach(() => {
    symlinkSync('../secret.txt', join(trees.head, 'relative'));
    symlinkSync('/etc/passwd', join(trees.head, 'absolute'));
    symlinkSync('..', join(trees.head, 'up'));
    symlinkSync('loop', join(trees.head, 'loop'));
    symlinkSync('/proc/self/environ', join(trees.head, 'environment'));
    symlinkSync('inside.txt', join(trees.head, 'harmless'));
    trees.write('head/inside.txt', 'content');
  });

  it.each(['relative', 'absolute', 'up', 'up/secret.txt', 'loop', 'environment', 'harmless', 'up/head/inside.txt'])('%s is not followed', (path) => {
    for (const call of [read(path), list(path), search('s', path), diff(path)]) expect(trees.call(call)).toMatchObject({ isError: true });
  });

  it('lists them as links, and searches none', () => {
    expect(trees.call(list('.')).text.split('\n')).toEqual(expect.arrayContaining(['absolute (link, not followed)', 'up (link, not followed)', 'inside.txt (7 bytes)']));
    const { text } = trees.call(search('secret'));
    expect(text).not.toContain(SECRET);
  });
});

describe('when the tree holds what is no file', () => {
  it('answers at once for a FIFO, and leaves it out of a search', () => {
    execFileSync('mkfifo', [join(trees.head, 'fifo')]);
    trees.write('head/a.txt', 'needle');
    expect(trees.call(read('fifo'))).toMatchObject({ isError: true });
    expect(trees.call(list('.')).text).toContain('fifo (neither file nor folder)');
    expect(trees.call(search('needle')).text).toContain('a.txt:1: needle');
  });

  it('never opens a device', () => {
    // Only root makes devices; elsewhere the tree cannot hold one either.
    if (process.getuid?.() !== 0) return;
    execFileSync('mknod', [join(trees.head, 'zero'), 'c', '1', '5']);
    expect(trees.call(read('zero'))).toMatchObject({ isError: true });
    expect(trees.call(search('x')).isError).toBe(false);
  });

  it('reads hard links inside of the tree as files', () => {
    trees.write('head/a.txt', 'content');
    linkSync(join(trees.head, 'a.txt'), join(trees.head, 'b.txt'));
    expect(trees.call(read('b.txt')).text).toContain('content');
  });
});

describe('when files are huge', () => {
  it('reads the start of a sparse terabyte, and says that it is binary', () => {
    writeFileSync(join(trees.head, 'sparse'), '');
    truncateSync(join(trees.head, 'sparse'), 2 ** 40);
    expect(trees.call(read('sparse'))).toMatchObject({ isError: true });
    expect(trees.call(search('x')).isError).toBe(false);
  });

  it('reads the first part of a large text, and says so', () => {
    trees.write('head/large.txt', 'line of text\n'.repeat(400_000));
    const answer = trees.call(read('large.txt', { lines: 3 }));
    expect(answer).toMatchObject({ isError: false, isCut: true });
    expect(answer.text).toContain('1\tline of text');
    expect(trees.call(read('large.txt', { line: 399_999 }))).toMatchObject({ isError: true });
  });

  it('shows the start of one endless line, more of it when it is asked for alone', () => {
    trees.write('head/line.js', `${'x'.repeat(20_000)}end${'é'.repeat(2_000_000)}`);
    const many = trees.call(read('line.js', { lines: 10 }));
    const alone = trees.call(read('line.js', { lines: 1 }));
    expect(many.isCut && alone.isCut).toBe(true);
    expect(alone.text.length).toBeGreaterThan(4 * many.text.length);
    expect(Buffer.byteLength(alone.text)).toBeLessThanOrEqual(TOOL_LIMITS.answerBytes);
    expect(trees.call(search('end')).text).toMatch(/^line\.js:1: x+end/);
  });

  it('keeps every answer within its size', () => {
    for (let index = 0; index < 1_500; index += 1) trees.write(`head/folder/${'n'.repeat(100)}-${index}.txt`, 'needle '.repeat(30));
    for (const call of [list('.'), search('needle'), search('e')]) {
      const answer = trees.call(call);
      expect(answer).toMatchObject({ isError: false, isCut: true });
      expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(TOOL_LIMITS.answerBytes + 200);
    }
  });

  it('gives up on a comparison of what has nothing in common', () => {
    trees.write('head/a.txt', Array.from({ length: 3_000 }, (_, index) => `new ${index}`).join('\n'));
    trees.write('base/a.txt', Array.from({ length: 3_000 }, (_, index) => `old ${index}`).join('\n'));
    expect(trees.call(diff('a.txt'))).toMatchObject({ isError: false, isCut: true });
    trees.write('head/b.txt', '\n'.repeat(1_500_000));
    trees.write('base/b.txt', '\r\n'.repeat(900_000));
    expect(trees.call(diff('b.txt'))).toMatchObject({ isError: false, isCut: true });
  });
});

describe('when names and text are made to deceive', () => {
  it('counts names that are not UTF-8, and reads none', () => {
    writeFileSync(Buffer.concat([Buffer.from(`${trees.head}/bad`), Buffer.from([0xff, 0xfe])]), 'needle');
    expect(trees.call(list('.')).text).toContain('(a file whose name is not UTF-8');
    expect(trees.call(search('needle')).text).toContain('0 matches');
  });

  it('writes a name with a line feed on one line', () => {
    trees.write('head/a\nfake.txt (3 bytes)', 'needle');
    expect(trees.call(list('.')).text.split('\n')).toHaveLength(1);
    expect(trees.call(search('needle')).text.split('\n')).toHaveLength(2);
  });

  it('shows what a person would not see', () => {
    trees.write('head/a.txt', 'safe\u202Eedoc\u200B \u{E0041}\u001B[31m\ttab');
    expect(trees.call(read('a.txt')).text).toContain('safe⟨U+202E⟩edoc⟨U+200B⟩ ⟨U+E0041⟩⟨U+001B⟩[31m\ttab');
  });

  it.each([['NUL', Buffer.from('a\0b')], ['UTF-16', Buffer.from('text', 'utf16le')], ['Latin-1', Buffer.from('caf\u00e9', 'latin1')], ['half a character', Buffer.from([0x61, 0xe2, 0x82])]])('says that a file with %s is no text', (_name, content) => {
    trees.write('head/binary', content);
    expect(trees.call(read('binary'))).toMatchObject({ isError: true });
    trees.write('base/binary', 'text');
    expect(trees.call(diff('binary')).text).toContain('Not comparable with the head');
  });

  it('goes on past a folder that it may not open', () => {
    mkdirSync(join(trees.head, 'closed'), { mode: 0o000 });
    trees.write('head/z.txt', 'needle');
    expect(trees.call(search('needle')).text).toContain('z.txt:1');
    expect(trees.call(list('.')).text).toContain('z.txt');
  });
});
