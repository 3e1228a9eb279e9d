import { describe, expect, it } from 'vitest';
import { isBranchName, isInnerPath, isServerName } from '../../../backend/core/pin/source-names.ts';

describe('when a text is to name a branch', () => {
  it.each(['main', 'slim/docker', '2025.4.24', 'refs/pull/24/merge', 'feature/ü', 'a@b'])('takes %s', (text) => {
    expect(isBranchName(text)).toBe(true);
  });

  it.each(['', '-x', '--upload-pack=id', 'a..b', 'a b', 'a~1', 'a^', 'a:b', 'a?', 'a*', 'a[b', 'a\\b', 'a\u0000', 'a\n', '@', 'a@{1}', '/a', 'a/', 'a//b', '.a', 'a/.b', 'a.', 'a.lock', 'a.lock/b', 'x'.repeat(201)])('refuses %j', (text) => {
    expect(isBranchName(text)).toBe(false);
  });
});

describe('when a text is to name a place inside of a project', () => {
  it.each(['src', 'src/fetch', 'a.b/c', 'Dockerfile.local', '..a/b'])('takes %s', (text) => {
    expect(isInnerPath(text)).toBe(true);
  });

  it.each(['', '/', '/a', 'a/', 'a//b', '.', '..', 'a/..', './a', 'a\\b', 'a\u0000', 'a\n', '.git/hooks', 'a/.GIT', 'x'.repeat(501)])('refuses %j', (text) => {
    expect(isInnerPath(text)).toBe(false);
  });
});

describe('when a text is to name a server', () => {
  it.each(['fetch', 'SQLite', 'osp_marketing_tools', 'a.b-c', '1'])('takes %s', (text) => {
    expect(isServerName(text)).toBe(true);
  });

  it.each(['', '-a', '.a', 'a b', 'a/b', 'a.lock', 'a..b', 'a.', 'a\n'])('refuses %j', (text) => {
    expect(isServerName(text)).toBe(false);
  });
});
