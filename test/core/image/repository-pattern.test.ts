import { describe, expect, it } from 'vitest';
import { matchesRepositoryPattern, parseRepositoryPattern } from '../../../backend/core/image/repository-pattern.ts';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { codeOf } from './code-of.ts';

describe('when a repository is held against a pattern', () => {
  it.each([
    ['docker.io/mcp/fetch', 'mcp/fetch', true],
    ['docker.io/mcp/fetch', 'mcp/fetch2', false],
    ['docker.io/mcp/*', 'mcp/fetch', true],
    ['index.docker.io/mcp/*', 'mcp/fetch', true],
    ['mcp/*', 'mcp/fetch', true],
    ['docker.io/mcp/*', 'mcp/team/fetch', false],
    ['docker.io/mcp/*', 'mcpx/fetch', false],
    ['docker.io/mcp/*', 'library/mcp', false],
    ['docker.io/mcp/*', 'evil.example/mcp/fetch', false],
    ['docker.io/mcp/*', 'docker.io:443/mcp/fetch', false],
    ['docker.io/mcp/**', 'mcp/team/fetch', true],
    ['docker.io/mcp/**', 'mcp/fetch', true],
    ['docker.io/mcp/**', 'other/mcp/fetch', false],
    ['registry.corp/**', 'registry.corp/any/thing', true],
    ['registry.corp/*', 'registry.corp/one', true],
    ['registry.corp/*', 'registry.corp/one/two', false],
    ['docker.io/**', 'mcp/fetch', true],
  ])('%s and %s: %s', (pattern, repository, expected) => {
    expect(matchesRepositoryPattern(parseRepository(repository), pattern)).toBe(expected);
    expect(matchesRepositoryPattern(parseRepository(repository), parseRepositoryPattern(pattern))).toBe(expected);
  });
});

describe('when a pattern is malformed', () => {
  it.each([
    ['', 'empty'],
    ['*', 'everything'],
    ['**', 'everything'],
    ['/*', 'nothing in front'],
    ['*/fetch', 'star in front'],
    ['docker.io/*/fetch', 'star in the middle'],
    ['docker.io/mcp/f*', 'star within a name'],
    ['docker.io/mcp/***', 'three stars'],
    ['docker.io/mcp/*:latest', 'a tag'],
    ['docker.io/mcp/*/*', 'two stars'],
    ['docker.io/MCP/*', 'upper case'],
    ['MCP/*', 'upper case namespace'],
    ['docker.io/mcp/?', 'question mark'],
    ['docker.io//*', 'empty component'],
  ])('refuses %j: %s', (pattern) => {
    expect(codeOf(() => parseRepositoryPattern(pattern))).toBe('reference_malformed');
    expect(codeOf(() => matchesRepositoryPattern(parseRepository('mcp/fetch'), pattern))).toBe('reference_malformed');
  });
});
