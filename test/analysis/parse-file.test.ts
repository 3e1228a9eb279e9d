import { describe, expect, it } from 'vitest';
import { isDocument } from '../../backend/analysis/is-supporting.ts';
import { parseSourceFile } from '../../backend/analysis/parse-file.ts';
import { toLanguage } from '../../backend/analysis/to-language.ts';
import { registerLanguages } from '../../backend/analysis/register-languages.ts';

describe('when a file is parsed', () => {
  it.each([
    ['a.js', '', 'javascript'],
    ['a.MJS', '', 'javascript'],
    ['a.cjs', '', 'javascript'],
    ['a.jsx', '', 'javascript'],
    ['a.ts', '', 'typescript'],
    ['a.d.mts', '', 'typescript'],
    ['a.tsx', '', 'tsx'],
    ['a.py', '', 'python'],
    ['a.go', '', 'go'],
    ['bin/run', '#!/usr/bin/env node\n', 'javascript'],
    ['bin/run', '#!/usr/bin/env -S deno run\n', 'typescript'],
    ['bin/run', '#!/usr/bin/python3.12\n', 'python'],
    ['bin/run', '#!/bin/sh\n', null],
    ['bin/run', 'node', null],
    ['a.json', '{}', null],
    ['.js', '', null],
    ['a.js/readme', '', null],
    ['go', '', null],
  ])('takes %s %j for %s', (path, text, language) => {
    expect(toLanguage(path, text)).toBe(language);
  });

  it.each(['a.js', 'a.ts', 'a.tsx', 'a.py', 'a.go'])('has a tree of %s, and of what is broken in it', (path) => {
    expect(parseSourceFile(path, 'x = 1').root?.isLeaf()).toBe(false);
    expect(parseSourceFile(path, '}}} \0 \uD800 ((').root).not.toBeNull();
  });

  it('has no tree of anything else', () => {
    expect(parseSourceFile('README.md', '# x')).toMatchObject({ language: null, root: null, isSupporting: true });
  });

  it('makes languages known once, whatever is asked later', () => {
    registerLanguages();
    registerLanguages({ python: '/nowhere/python.so', go: '/nowhere/go.so' });
    expect(parseSourceFile('a.py', 'x = 1').root?.kind()).toBe('module');
  });

  it.each([
    ['README', true],
    ['docs/setup.txt', true],
    ['packages/a/readme.rst', true],
    ['node_modules/a/README.md', false],
    ['src/docs.ts', false],
    ['notes.txt', false],
  ])('takes %s for a document: %s', (path, expected) => {
    expect(isDocument(path)).toBe(expected);
  });
});
