import { describe, expect, it } from 'vitest';
import { ownerOf } from '../../../backend/core/publisher/owner-of.ts';

describe('when the owner of a project is told', () => {
  it.each([
    ['https://github.com/docker/mcp-registry', 'github.com/docker'],
    ['https://GitHub.com/Docker/MCP', 'github.com/docker'],
    ['https://github.com/docker/mcp-registry/tree/main/servers', 'github.com/docker'],
    ['http://gitlab.example:8443/group/subgroup/project', 'gitlab.example:8443/group'],
    ['ssh://github.com/docker/hub-mcp', 'github.com/docker'],
    ['git://github.com/docker/hub-mcp', 'github.com/docker'],
    ['https://github.com/a/../docker/x', 'github.com/docker'],
  ])('reads %s', (project, owner) => {
    expect(ownerOf(project)).toBe(owner);
  });

  it.each([
    ['no address', 'docker/mcp-registry'],
    ['an empty text', ''],
    ['a user name before the host', 'https://github.com@evil.example/docker/x'],
    ['a password', 'https://:secret@github.com/docker/x'],
    ['a file', 'file:///github.com/docker/x'],
    ['a remote helper of git', 'ext::sh -c id /docker/x'],
    ['a script', 'javascript:alert(1)//docker/x'],
    ['an owner without project', 'https://github.com/docker'],
    ['an owner with a slash alone', 'https://github.com/docker/'],
    ['no owner', 'https://github.com//x'],
    ['no path', 'https://github.com'],
    ['a path without host', 'ssh:///docker/x'],
  ])('refuses %s', (_, project) => {
    expect(ownerOf(project)).toBeNull();
  });

  it('takes a host with a dot at its end for another one', () => {
    expect(ownerOf('https://github.com./docker/x')).not.toBe('github.com/docker');
  });
});
