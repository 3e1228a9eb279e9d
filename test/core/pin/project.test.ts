import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameProject, normalizeProject } from '../../../backend/core/pin/project.ts';

const good: readonly (readonly [text: string, normal: string, why: string])[] = [
  ['https://github.com/owner/name', 'https://github.com/owner/name', 'already normal'],
  ['https://GitHub.COM/owner/name', 'https://github.com/owner/name', 'host in capitals'],
  ['HTTPS://github.com/owner/name', 'https://github.com/owner/name', 'scheme in capitals'],
  ['https://github.com/owner/name.git', 'https://github.com/owner/name', '.git'],
  ['https://github.com/owner/name.git/', 'https://github.com/owner/name', '.git and a slash'],
  ['https://github.com/owner/name///', 'https://github.com/owner/name', 'trailing slashes'],
  ['https://github.com/Owner/Name', 'https://github.com/Owner/Name', 'the path keeps its case'],
  ['https://git.corp:8443/group/sub/name', 'https://git.corp:8443/group/sub/name', 'port and deeper path'],
  ['https://github.com:443/owner/name', 'https://github.com/owner/name', 'the port that https has anyway'],
  ['https://github.com/lepoco/openapi.client', 'https://github.com/lepoco/openapi.client', 'a dot in the name'],
];

const bad: readonly (readonly [text: string, why: string])[] = [
  ['', 'empty'],
  ['github.com/owner/name', 'no scheme'],
  ['http://github.com/owner/name', 'not encrypted'],
  ['git://github.com/owner/name', 'not authenticated'],
  ['ssh://git@github.com/owner/name', 'ssh'],
  ['git@github.com:owner/name', 'scp form'],
  ['ext::sh -c "touch /tmp/pwned"', 'a transport that runs a command'],
  ['file:///etc', 'a local file'],
  ['https:github.com/owner/name', 'URL parsers mend this one'],
  ['https:\\\\github.com\\owner', 'backslashes'],
  ['https://user:secret@github.com/owner/name', 'user and password'],
  ['https://token@github.com/owner/name', 'a token'],
  ['https://github.com/owner/name?ref=x', 'a query'],
  ['https://github.com/owner/name#x', 'a fragment'],
  ['https://github.com/', 'no path'],
  ['https://github.com/.git', 'nothing but .git'],
  ['--upload-pack=touch', 'an option'],
  [`https://github.com/${'x'.repeat(2000)}`, 'too long'],
];

describe('when a project is normalised', () => {
  it.each(good)('accepts %s as %s: %s', (text, normal) => {
    expect(normalizeProject(text)).toBe(normal);
  });

  it.each(bad)('refuses %j: %s', (text) => {
    expect(() => normalizeProject(text)).toThrow(expect.objectContaining({ code: 'entry_project_malformed' }));
  });

  it('is stable', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9._~%!$&'()*+,;=:@-]{1,12}$/);
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const text = `https://GIT.example/x${parts.join('/')}x`;
      const once = normalizeProject(text);
      expect(normalizeProject(once)).toBe(once);
      expect(isSameProject(once, text)).toBe(isSameProject(text, once));
    }));
  });
});

describe('when projects are compared', () => {
  it.each([
    ['https://github.com/Owner/Name', 'https://github.com/owner/name', true, 'case does not count on GitHub'],
    ['https://github.com/a/b', 'https://github.com/a/b', true, 'equal'],
    ['https://git.corp/Owner/Name', 'https://git.corp/owner/name', false, 'elsewhere it may'],
    ['https://github.com/a/b', 'https://github.com/a/c', false, 'another repository'],
    ['https://github.com/a/b', 'https://gitlab.com/a/b', false, 'another host'],
    ['not a URL', 'Not a URL', false, 'texts that are no URLs are compared as they are'],
  ])('%s and %s: %s (%s)', (one, other, same) => {
    expect(isSameProject(one, other)).toBe(same);
    expect(isSameProject(other, one)).toBe(same);
  });
});
