import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listRepositoryFiles, root } from './source-files.ts';

const LARGEST_TEXT = 1024 * 1024;

/** Each with the reason. Written in parts, so that this file may be read as well. */
const UNWANTED: readonly (readonly [string, RegExp])[] = [
  ['a folder of somebody’s machine', new RegExp(String.raw`(?<![\w.$}-])/(home|Users)/(?!\$|<|node\b|you\b|me\b)[a-z]\w*/`)],
  ['a workplace’s folder', new RegExp(String.raw`(?<![\w.$})-])/wo` + String.raw`rk/`)],
  ['a key that should be secret', new RegExp('-----BEGIN (RSA |EC |ENCRYPTED |OPENSSH )?PRIV' + String.raw`ATE KEY-----(\\n|\s)*[\w+/]{20}`)],
  ['a token', /\b(ghp|gho|ghs|github_pat|glpat|npm|dckr_pat)_[A-Za-z0-9_]{20,}/],
  ['a merge that was not finished', /^(<{7}|>{7}) /m],
  ['a test that runs alone', new RegExp(String.raw`\b(describe|it|test)\.on` + 'ly\\(')],
  ['a note to oneself', new RegExp(String.raw`\b(TO` + 'DO|FIX' + 'ME|X' + 'XX)\\b')],
];

const lockFile = 'package-lock.json';

describe('when the repository is read', () => {
  const texts = listRepositoryFiles()
    .filter((path) => path !== lockFile && statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true)
    .filter((path) => statSync(join(root, path)).size <= LARGEST_TEXT)
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));

  it.each(UNWANTED)('finds no %s', (_reason, pattern) => {
    expect(texts.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('finds no place of download in the lock file, so that each machine uses its own registry', () => {
    const resolved = readFileSync(join(root, lockFile), 'utf8').match(/"resolved": "https?:\/\/[^/"]+/g) ?? [];
    expect(new Set(resolved)).toEqual(new Set());
  });
});
