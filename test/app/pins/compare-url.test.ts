import { describe, expect, it } from 'vitest';
import { compareUrl } from '../../../backend/app/pins/compare-url.ts';

describe('when two commits are compared', () => {
  it.each([
    ['https://github.com/a/b', 'https://github.com/a/b/compare/x...y'],
    ['https://gitlab.com/a/b/c', 'https://gitlab.com/a/b/c/-/compare/x...y'],
    ['https://codeberg.org/a/b', 'https://codeberg.org/a/b/compare/x...y'],
    ['https://github.com.evil.example/a/b', null],
    ['https://github.com:8443/a/b', null],
    ['not a url', null],
  ])('has for %s the page %s', (project, expected) => {
    expect(compareUrl(project, 'x', 'y')).toBe(expected);
  });
});
