import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { walkTree } from '../../../backend/sandboxed/analyse/walk-tree.ts';
import { SOURCE_LIMITS } from '../../../backend/sandboxed/protocol/limits.ts';
import { makeTree } from './support/trees.ts';

describe('when a tree is walked', () => {
  test('its regular files come sorted, vendored ones last, without git\'s own', () => {
    const root = makeTree({ 'b.ts': '', 'a/z.ts': '', 'node_modules/x/index.js': '', '.git/config': '', '.github/workflows/a.yml': '' });
    expect(walkTree(root, null)).toEqual({ files: ['.github/workflows/a.yml', 'a/z.ts', 'b.ts', 'node_modules/x/index.js'], skipped: [] });
  });

  test('a folder of it is walked alone', () => {
    const root = makeTree({ 'a/one.ts': '', 'b/two.ts': '' });
    expect(walkTree(root, 'b').files).toEqual(['b/two.ts']);
  });

  test.each([
    ['absolute', '/etc', 'link_outside'],
    ['upwards', '../../etc/passwd', 'link_outside'],
    ['to the folder above', '..', 'link_outside'],
  ])('a link that is %s is reported and not followed', (_, target, reason) => {
    const root = makeTree({ 'a.ts': '' });
    symlinkSync(target, join(root, 'link'));
    expect(walkTree(root, null)).toEqual({ files: ['a.ts'], skipped: [{ file: 'link', reason }] });
  });

  test('a link inside of the tree is neither followed nor reported, so a loop ends', () => {
    const root = makeTree({ 'a/a.ts': '' });
    symlinkSync('.', join(root, 'loop'));
    symlinkSync('../a', join(root, 'a/again'));
    expect(walkTree(root, null)).toEqual({ files: ['a/a.ts'], skipped: [] });
  });

  test('a FIFO is reported and not opened', () => {
    const root = makeTree({});
    execFileSync('mkfifo', [join(root, 'pipe.ts')]);
    expect(walkTree(root, null)).toEqual({ files: [], skipped: [{ file: 'pipe.ts', reason: 'not_regular' }] });
  });

  test('a name that is not UTF-8 is reported readably', () => {
    const root = makeTree({});
    writeFileSync(Buffer.concat([Buffer.from(`${root}/a`), Buffer.from([0xff]), Buffer.from('.ts')]), '');
    expect(walkTree(root, null)).toEqual({ files: [], skipped: [{ file: 'a?.ts', reason: 'name_not_utf8' }] });
  });

  test('a name in another script is a name', () => {
    expect(walkTree(makeTree({ 'grün/日本.ts': '' }), null).files).toEqual(['grün/日本.ts']);
  });

  test('a tree that is too deep is reported where it goes on', () => {
    const deep = Array.from({ length: SOURCE_LIMITS.pathDepth }, () => 'd').join('/');
    const root = makeTree({ [`${deep}/a.ts`]: '' });
    expect(walkTree(root, null).skipped).toEqual([{ file: `${deep}/a.ts`, reason: 'path_too_long' }]);
  });
});

describe('when the folder under review is not there', () => {
  test.each([
    ['missing', 'b'],
    ['a file', 'a.ts'],
    ['a link', 'link'],
    ['below a link', 'link/x'],
    ['above', '../x'],
  ])('one that is %s is refused', (_, directory) => {
    const root = makeTree({ 'a.ts': '', 'c/x/y.ts': '' });
    symlinkSync('c', join(root, 'link'));
    mkdirSync(join(root, 'empty'));
    expect(() => walkTree(root, directory)).toThrow(expect.objectContaining({ code: 'source_directory_missing' }));
  });
});
