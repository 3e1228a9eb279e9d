import { describe, expect, it } from 'vitest';
import { isLoopbackHost, parseRegistryHost } from '../../../backend/core/image/registry-host.ts';
import { familiarRepository, formatRepository, isSameRepository, parseRepository } from '../../../backend/core/image/repository.ts';
import { codeOf } from './code-of.ts';

const HEX = 'ab'.repeat(32);

describe('when a repository is printed', () => {
  it.each([
    ['mcp/fetch', 'docker.io/mcp/fetch', 'mcp/fetch'],
    ['nginx', 'docker.io/library/nginx', 'nginx'],
    ['library/nginx', 'docker.io/library/nginx', 'nginx'],
    ['docker.io/library/a/b', 'docker.io/library/a/b', 'library/a/b'],
    ['docker.io/foo.bar/baz', 'docker.io/foo.bar/baz', 'docker.io/foo.bar/baz'],
    ['docker.io/localhost/baz', 'docker.io/localhost/baz', 'docker.io/localhost/baz'],
    [`docker.io/${HEX}`, `docker.io/library/${HEX}`, `library/${HEX}`],
    ['ghcr.io/owner/name', 'ghcr.io/owner/name', 'ghcr.io/owner/name'],
    ['localhost:5000/library/nginx', 'localhost:5000/library/nginx', 'localhost:5000/library/nginx'],
  ])('%s', (text, canonical, familiar) => {
    const repository = parseRepository(text);
    expect(formatRepository(repository)).toBe(canonical);
    expect(familiarRepository(repository)).toBe(familiar);
    expect(isSameRepository(parseRepository(canonical), repository)).toBe(true);
    expect(isSameRepository(parseRepository(familiar), repository)).toBe(true);
  });
});

describe('when a repository has what belongs to a reference', () => {
  it.each(['mcp/fetch:latest', `mcp/fetch@sha256:${HEX}`, 'fetch:1'])('refuses %s', (text) => {
    expect(codeOf(() => parseRepository(text))).toBe('reference_malformed');
  });
});

describe('when repositories are compared', () => {
  it.each([
    ['mcp/fetch', 'index.docker.io/mcp/fetch', true],
    ['mcp/fetch', 'mcp/fetch2', false],
    ['mcp/fetch', 'ghcr.io/mcp/fetch', false],
  ])('%s and %s', (one, other, same) => {
    expect(isSameRepository(parseRepository(one), parseRepository(other))).toBe(same);
  });
});

describe('when a registry host is parsed', () => {
  it.each([
    ['docker.io', 'docker.io'],
    ['index.docker.io', 'docker.io'],
    ['Registry-1.Docker.io', 'docker.io'],
    ['localhost', 'localhost'],
    ['[::1]', '[::1]'],
    ['docker.io:443', 'docker.io:443'],
  ])('%s', (text, host) => {
    expect(parseRegistryHost(text)).toBe(host);
  });

  it.each(['', 'mcp', 'a/b.c', 'http://a.b', 'a.b:', '[]', '[:::]:80'])('refuses %j', (text) => {
    expect(codeOf(() => parseRegistryHost(text))).toBe('reference_malformed');
  });
});

describe('when a host may be loopback', () => {
  it.each([
    ['localhost', true],
    ['localhost:5000', true],
    ['127.0.0.1:5000', true],
    ['127.8.9.10', true],
    ['[::1]', true],
    ['[::1]:5000', true],
    ['localhost.example.com', false],
    ['127.0.0.1.example.com', false],
    ['127.example.com', false],
    ['127.1', false],
    ['[::2]:5000', false],
    ['docker.io', false],
  ])('%s: %s', (host, expected) => {
    expect(isLoopbackHost(host)).toBe(expected);
  });
});
