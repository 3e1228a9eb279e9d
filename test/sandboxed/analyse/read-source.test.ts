import { execFileSync } from 'node:child_process';
import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSource } from '../../../backend/sandboxed/analyse/read-source.ts';
import { ANALYSIS_LIMITS } from '../../../backend/sandboxed/protocol/limits.ts';
import { makeTree } from './support/trees.ts';

function read(content: string | Uint8Array, isCode = false): ReturnType<typeof readSource> {
  return readSource(join(makeTree({ file: content }), 'file'), isCode);
}

describe('when a file is read', () => {
  test('its text and size are given', () => {
    expect(read('grün')).toEqual({ kind: 'text', text: 'grün', bytes: 5, isUtf8: true });
  });

  test.each([
    ['a zero byte', new Uint8Array([65, 0, 66]), 'binary'],
    ['broken UTF-8', new Uint8Array([65, 0xff, 66]), 'not_utf8'],
    ['a pointer to large storage', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n', 'lfs_pointer'],
    ['too many bytes', 'a'.repeat(ANALYSIS_LIMITS.fileBytes + 1), 'too_large'],
  ])('one with %s is skipped', (_, content, reason) => {
    expect(read(content)).toMatchObject({ kind: 'skipped', reason });
  });

  test.each([
    ['a zero byte', new Uint8Array([65, 0, 66]), true],
    ['broken UTF-8', new Uint8Array([65, 0xff, 66]), false],
  ])('code with %s, which an interpreter runs, is read all the same', (_, content, isUtf8) => {
    expect(read(content, true)).toMatchObject({ kind: 'text', isUtf8 });
  });

  test('a script is code by its first line', () => {
    expect(read(Buffer.from('#!/usr/bin/env node\n\0'))).toMatchObject({ kind: 'text' });
  });

  test('code in UTF-16 is said not to be read', () => {
    expect(read(new Uint8Array([0xff, 0xfe, 65, 0]), true)).toMatchObject({ kind: 'skipped', reason: 'not_utf8' });
  });
});

describe('when a file is a trap', () => {
  test('a link is not followed', () => {
    const root = makeTree({ secret: 'secret' });
    symlinkSync('secret', join(root, 'link'));
    expect(readSource(join(root, 'link'), true)).toMatchObject({ kind: 'skipped', reason: 'unreadable' });
  });

  test('a FIFO is not waited for', () => {
    const root = makeTree({});
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(readSource(join(root, 'pipe'), true)).toMatchObject({ kind: 'skipped', reason: 'not_regular' });
  });

  test('a device is not read', () => {
    expect(readSource('/dev/zero', true)).toMatchObject({ kind: 'skipped', reason: 'not_regular' });
  });

  test('a sparse file of a terabyte costs nothing', () => {
    const root = makeTree({ sparse: '' });
    truncateSync(join(root, 'sparse'), 2 ** 40);
    expect(readSource(join(root, 'sparse'), true)).toMatchObject({ kind: 'skipped', reason: 'too_large' });
  });
});
