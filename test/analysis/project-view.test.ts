import { describe, expect, it } from 'vitest';
import { isNamedHost } from '../../backend/analysis/flow/named-host.ts';
import { createProjectView } from '../../backend/analysis/project-view.ts';

const context = { server: 'firecloud-mcp', title: 'Firecloud', description: 'Searches https://search.own.dev for pages.', allowedHosts: ['API.Allowed.dev', 'mine.workers.dev'], otherServers: [] };
const documents = [{ path: 'README.md', text: 'See <https://www.docs.dev:8443/start>, `plain.code.dev` and http://user:pw@host.signed.dev/.' }];
const project = createProjectView(context, ['README.md', 'src/index.ts'], documents);

describe('when hosts are named', () => {
  it('reads them from the entry, its description and the documents', () => {
    expect([...project.namedHosts].sort()).toEqual(['api.allowed.dev', 'host.signed.dev', 'mine.workers.dev', 'plain.code.dev', 'search.own.dev', 'www.docs.dev']);
    expect(project.paths.has('src/index.ts')).toBe(true);
  });

  it('takes a document that names very many for a list', () => {
    const list = Array.from({ length: 300 }, (_, index) => `https://h${index}.other.dev`).join('\n');
    expect(createProjectView(context, [], [{ path: 'README.md', text: list }]).namedHosts.has('h1.other.dev')).toBe(false);
  });

  it.each([
    ['api.allowed.dev', true, 'allowed'],
    ['other.allowed.dev', true, 'of the same owner'],
    ['docs.dev', true, 'of the same owner'],
    ['localhost', true, 'this machine'],
    ['192.168.1.4', true, 'this network'],
    ['api.firecloud.dev', true, 'named as the server'],
    ['json-schema.org', true, 'a format'],
    ['api.example.com', true, 'an example'],
    ['theirs.workers.dev', false, 'another customer'],
    ['allowed.dev.evil.dev', false, 'an ending that is not the owner’s'],
    ['evilallowed.dev', false, 'a longer name'],
    ['8.8.8.8', false, 'an address of somebody'],
    ['firecloud.github.io', false, 'a shared place with the name of the server'],
    ['mcp.dev', false, 'a word that each server has'],
  ])('says of %s: %s, %s', (host, expected) => {
    expect(isNamedHost(host, project)).toBe(expected);
  });
});
