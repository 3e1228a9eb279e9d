import { describe, expect, it } from 'vitest';
import { isLfsPointer, isLinkInside, normalizeSourceDirectory, refuseSourcePath, type PathKind } from '../../../backend/sandboxed/protocol/source-path.ts';
import { takeFiles } from '../../../backend/sandboxed/protocol/take-files.ts';

describe('when a path is judged', () => {
  it.each(['a', 'a/b.ts', '.gitignore', '.github/x', 'git', 'a.git', 'git~', 'ä/日本', 'a\\b', '...', '..a', '-rf', 'a b', 'a:b', 'x'.repeat(255)])('accepts %j', (path) => {
    expect(refuseSourcePath(path)).toBe(null);
  });

  it.each([
    ['', 'unreadable'], ['/a', 'unreadable'], ['a/', 'unreadable'], ['a//b', 'unreadable'], ['.', 'unreadable'], ['a/../b', 'unreadable'], ['a\0b', 'unreadable'],
    ['.git', 'unreadable'], ['a/.GIT/config', 'unreadable'], ['.git ', 'unreadable'], ['.git...', 'unreadable'], ['.git::$INDEX_ALLOCATION', 'unreadable'], ['GIT~1', 'unreadable'], ['git~2', 'unreadable'],
    ['.g\u200cit', 'unreadable'], ['\ufeff.git', 'unreadable'], ['a\\..\\b', 'unreadable'], ['a\\.git', 'unreadable'],
    ['x'.repeat(256), 'path_too_long'], ['ä'.repeat(128), 'path_too_long'], ['a/'.repeat(64) + 'a', 'path_too_long'], [`${'x'.repeat(200)}/`.repeat(5) + 'x'.repeat(20), 'path_too_long'],
  ])('refuses %j: %s', (path, reason) => {
    expect(refuseSourcePath(path)).toBe(reason);
  });
});

describe('when a folder is named', () => {
  it.each([
    [null, null], ['', null], ['.', null], ['./', null], ['src', 'src'], ['./src/', 'src'], ['src//server', 'src/server'], ['src\\server', 'src/server'],
    ['..', undefined], ['src/../..', undefined], ['/src', undefined], ['.git', undefined], ['a\0', undefined],
  ])('reads %j as %j', (directory, answer) => {
    expect(normalizeSourceDirectory(directory)).toBe(answer);
  });
});

describe('when a link is followed', () => {
  const tree: Readonly<Record<string, PathKind>> = {
    a: 'folder', 'a/f': 'file', 'a/b': 'folder', f: 'file',
    up: { link: '..' }, folder: { link: 'a' }, one: { link: 'two' }, two: { link: 'one' }, root: { link: 'a/..' }, bomb: { link: 'bomb/bomb' },
    'a/out': { link: '../../x' },
  };
  const kindOf = (links: Readonly<Record<string, PathKind>>) => (path: string): PathKind => ({ ...tree, ...links })[path] ?? null;

  it.each([
    ['a/f', true], ['./a/./f', true], ['a', true], ['a/', true], ['.', true], ['folder/f', true], ['folder/b/../f', true], ['root/f', true], ['a/b/../..', true],
    ['..', false], ['a/../..', false], ['../head/f', false], ['/a/f', false], ['', false], ['absent', false], ['f/x', false], ['f/..', false], ['f/', false],
    ['up', false], ['up/head', false], ['one', false], ['bomb', false], ['a/out', false], ['x'.repeat(5000), false], ['a/b/'.repeat(2000), false],
  ])('says of a target %j: %s', (target, answer) => {
    expect(isLinkInside('l', kindOf({ l: { link: target } }))).toBe(answer);
  });
});

describe('when a file is taken for a pointer of LFS', () => {
  it.each([
    ['version https://git-lfs.github.com/spec/v1\noid sha256:0\n', true],
    ['version https://git-lfs.github.com/spec/v1', false],
    ['version https://example.com/\n', false],
    [`version https://git-lfs.github.com/spec/v1\n${'x'.repeat(1024)}`, false],
    ['', false],
  ])('says of %j: %s', (text, answer) => {
    expect(isLfsPointer(Buffer.from(text))).toBe(answer);
  });
});

describe('when files are taken while there is room', () => {
  const files = [{ path: 'a', size: 3 }, { path: 'b', size: 9 }, { path: 'c', size: 2 }];

  it.each([
    ['all', { files: 9, bytes: 99, fileBytes: 99 }, ['a', 'b', 'c'], [], false],
    ['none too large, which is no want of room', { files: 9, bytes: 99, fileBytes: 5 }, ['a', 'c'], [{ file: 'b', reason: 'too_large' }], false],
    ['what fits', { files: 9, bytes: 5, fileBytes: 99 }, ['a', 'c'], [{ file: 'b', reason: 'too_large' }], true],
    ['as many as may be', { files: 1, bytes: 99, fileBytes: 99 }, ['a'], [{ file: 'b', reason: 'too_many_files' }, { file: 'c', reason: 'too_many_files' }], true],
  ])('takes %s', (_what, room, taken, skipped, isFull) => {
    const answer = takeFiles(files, room);
    expect(answer).toMatchObject({ skipped, isFull });
    expect(answer.files.map(({ path }) => path)).toEqual(taken);
  });
});
