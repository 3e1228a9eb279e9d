import { describe, expect, it } from 'vitest';
import { parseMirror, toMirrors, toUpstream } from '../../../backend/core/image/mirror.ts';
import { formatRepository, parseRepository } from '../../../backend/core/image/repository.ts';
import { codeOf } from './code-of.ts';

const mirror = (of: string, at: string) => parseMirror({ of, at, plainHttp: false, authoritative: false });
const MIRRORS = [mirror('docker.io', 'registry.corp:5000'), mirror('docker.io/mcp', 'cache.corp/hub/mcp-images'), mirror('ghcr.io', 'cache.corp/hub')];

describe('when an image was pulled from a mirror', () => {
  it.each([
    ['registry.corp:5000/mcp/fetch', 'docker.io/mcp/fetch'],
    ['registry.corp:5000/library/nginx', 'docker.io/library/nginx'],
    ['registry.corp:5000/nginx', 'docker.io/library/nginx'],
    ['cache.corp/hub/mcp-images/fetch', 'docker.io/mcp/fetch'],
    ['cache.corp/hub/owner/name', 'ghcr.io/owner/name'],
    ['cache.corp/hubs/owner/name', 'cache.corp/hubs/owner/name'],
    ['cache.corp/hub', 'cache.corp/hub'],
    ['registry.corp/mcp/fetch', 'registry.corp/mcp/fetch'],
    ['docker.io/mcp/fetch', 'docker.io/mcp/fetch'],
  ])('%s is %s', (text, upstream) => {
    expect(formatRepository(toUpstream(parseRepository(text), MIRRORS))).toBe(upstream);
    expect(formatRepository(toUpstream(parseRepository(text), [...MIRRORS].reverse()))).toBe(upstream);
  });

  it('stays what it is without mirrors', () => {
    expect(formatRepository(toUpstream(parseRepository('mcp/fetch'), []))).toBe('docker.io/mcp/fetch');
  });
});

describe('when copies of a repository are looked for', () => {
  it.each([
    ['mcp/fetch', ['registry.corp:5000/mcp/fetch', 'cache.corp/hub/mcp-images/fetch']],
    ['nginx', ['registry.corp:5000/library/nginx']],
    ['ghcr.io/owner/name', ['cache.corp/hub/owner/name']],
    ['quay.io/owner/name', []],
  ])('%s: %j', (text, places) => {
    expect(toMirrors(parseRepository(text), MIRRORS).map((found) => formatRepository(found.repository))).toEqual(places);
  });

  it('says which mirror each is on', () => {
    expect(toMirrors(parseRepository('ghcr.io/owner/name'), MIRRORS)[0]?.mirror).toBe(MIRRORS[2]);
  });
});

describe('when a mirror is malformed', () => {
  it.each([
    ['docker.io', 'docker.io', 'a mirror of itself'],
    ['docker.io', 'index.docker.io/x', 'itself under another name'],
    ['ghcr.io/a', 'ghcr.io/b', 'the same registry'],
    ['docker.io', 'registry', 'a host without dot or port would be a namespace of Docker Hub'],
    ['docker.io', 'https://registry.corp', 'an address'],
    ['docker.io', 'registry.corp/', 'a slash behind'],
    ['docker.io', 'registry.corp:0', 'a port that is none'],
    ['', 'registry.corp', 'nothing mirrored'],
    ['docker.io/MCP', 'registry.corp', 'upper case'],
  ])('refuses %j at %j: %s', (of, at) => {
    expect(codeOf(() => mirror(of, at))).toBe('reference_malformed');
  });
});
