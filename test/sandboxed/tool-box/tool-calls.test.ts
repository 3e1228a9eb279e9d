import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOOL_LIMITS } from '../../../backend/sandboxed/protocol/tool-limits.ts';
import { diff, list, makeTrees, read, search, type TestTrees } from './support/trees.ts';

let trees: TestTrees;
beforeEach(() => {
  trees = makeTrees();
  trees.write('head/README.md', '# Server\n\nText\n');
  trees.write('head/src/index.ts', 'import { exec } from "node:child_process";\r\nexec("a");\r\nexec("b");\n');
  trees.write('head/src/deep/er/file.py', 'print(1)\n');
  trees.write('base/src/index.ts', 'import { exec } from "node:child_process";\nexec("a");\n');
});
afterEach(() => { trees.remove(); });

describe('when folders are listed', () => {
  it('indents by level, and stops at the depth', () => {
    expect(trees.call(list('.', 2)).text).toBe('README.md (15 bytes)\nsrc/\n  deep/\n  index.ts (67 bytes)');
    expect(trees.call(list('src', 9)).text).toBe('deep/\n  er/\n    file.py (9 bytes)\nindex.ts (67 bytes)');
  });

  it.each(['.', '', './', './/.'])('takes %j for the tree itself', (path) => {
    expect(trees.call(list(path, 1)).text).toBe('README.md (15 bytes)\nsrc/');
  });

  it('says that a file is none, and that a folder is empty or missing', () => {
    expect(trees.call(list('README.md'))).toMatchObject({ isError: true });
    expect(trees.call(list('README.md/x'))).toMatchObject({ isError: true });
    expect(trees.call(list('missing'))).toMatchObject({ isError: true });
    trees.remove();
    trees = makeTrees();
    expect(trees.call(list('.')).text).toBe('(empty)');
  });
});

describe('when a file is read', () => {
  it('numbers its lines', () => {
    expect(trees.call(read('src/index.ts'))).toEqual({ text: '3 lines; lines 1 to 3:\n1\timport { exec } from "node:child_process";\n2\texec("a");\n3\texec("b");', isError: false, isCut: false });
  });

  it('gives a window, and says that there is more', () => {
    expect(trees.call(read('src/index.ts', { line: 2, lines: 1 }))).toEqual({ text: '3 lines; lines 2 to 2:\n2\texec("a");', isError: false, isCut: true });
  });

  it('reads the base where it is asked to', () => {
    expect(trees.call(read('src/index.ts', { tree: 'base' })).text).toContain('2 lines');
    expect(trees.call(read('README.md', { tree: 'base' }))).toMatchObject({ isError: true });
  });

  it('has no line beyond the end, and takes nothing for a line', () => {
    expect(trees.call(read('README.md', { line: 4 }))).toMatchObject({ isError: true });
    expect(trees.call(read('README.md', { line: 0, lines: 0 })).text).toContain('1\t# Server');
    trees.write('head/empty', '');
    expect(trees.call(read('empty'))).toMatchObject({ isError: false });
    expect(trees.call(read('src'))).toMatchObject({ isError: true });
  });
});

describe('when text is searched', () => {
  it('names file and line, one match a line', () => {
    expect(trees.call(search('exec(')).text).toBe('src/index.ts:2: exec("a");\nsrc/index.ts:3: exec("b");\n2 matches in 3 files');
    expect(trees.call(search('exec', 'src/index.ts')).text).toContain('src/index.ts:1: import');
    expect(trees.call(search('print', './src//deep')).text).toContain('src/deep/er/file.py:1: print(1)');
  });

  it('takes the text literally', () => {
    trees.write('head/pattern.txt', 'a.*b(c\naxxb');
    expect(trees.call(search('.*')).text).toBe('pattern.txt:1: a.*b(c\n1 matches in 4 files');
  });

  it.each([['', 'empty'], ['a\nb', 'over lines']])('refuses %j: %s', (text) => {
    expect(trees.call(search(text))).toMatchObject({ isError: true });
  });

  it('stops at many matches in one file, and goes on with the next', () => {
    trees.write('head/many.txt', 'exec(\n'.repeat(50));
    const { text, isCut } = trees.call(search('exec('));
    expect(isCut).toBe(true);
    expect(text).toContain(`many.txt:${TOOL_LIMITS.searchMatchesPerFile}: exec(\nmany.txt: more matches in this file\nsrc/index.ts:2`);
  });
});

describe('when head and base are compared', () => {
  it('shows the hunks', () => {
    expect(trees.call(diff('src/index.ts'))).toEqual({
      text: '@@ base line 1, head line 1 @@\n import { exec } from "node:child_process";\n exec("a");\n+exec("b");',
      isError: false,
      isCut: false,
    });
  });

  it('finds one hidden line in a long file', () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `const value${index} = ${index};`);
    trees.write('base/long.ts', lines.join('\n'));
    trees.write('head/long.ts', lines.toSpliced(2_500, 0, 'fetch("https://evil.example");').toSpliced(4_000, 1, 'changed').join('\n'));
    const { text } = trees.call(diff('long.ts'));
    expect(text).toContain('@@ base line 2498, head line 2498 @@');
    expect(text).toContain('\n+fetch("https://evil.example");\n');
    expect(text).toContain('-const value3999 = 3999;\n+changed');
    expect(text.split('\n')).toHaveLength(1 + 7 + 1 + 8);
  });

  it('says what is in one of them alone, in none, or the same in both', () => {
    trees.write('base/old.ts', 'x');
    trees.write('head/same', 'x');
    trees.write('base/same', 'x\n');
    expect(trees.call(diff('README.md')).text).toContain('Not comparable with the base');
    expect(trees.call(diff('old.ts')).text).toContain('Not comparable with the head');
    expect(trees.call(diff('src')).isError).toBe(true);
    expect(trees.call(diff('missing')).isError).toBe(true);
    expect(trees.call(diff('same')).text).toBe('No difference in the lines.');
  });
});
