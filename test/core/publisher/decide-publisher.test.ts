import { describe, expect, it } from 'vitest';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import { decidePublisher, type PublisherFacts } from '../../../backend/core/publisher/decide-publisher.ts';
import { SAMPLE, entryOf } from '../../fixtures/facts.ts';

const LIST = [{ owner: 'github.com/modelcontextprotocol', name: 'Model Context Protocol', evidence: 'the account of the protocol.' }];

function decide(changes: Partial<PublisherFacts> = {}): ReturnType<typeof decidePublisher> {
  return decidePublisher({ entry: entryOf(), repository: SAMPLE.repository, isSignedNamespace: true, signatureState: 'verified', knownPublishers: LIST, ...changes });
}

describe('when the publisher is looked up', () => {
  it('is known where the owner of the source is on the list', () => {
    expect(decide()).toEqual({
      level: 'known',
      name: 'Model Context Protocol',
      builtBy: 'docker',
      evidence: [
        'The catalog\'s entry "fetch" has its source at https://github.com/modelcontextprotocol/servers.',
        'github.com/modelcontextprotocol is known: the account of the protocol.',
        'docker.io/mcp/fetch lies in a namespace that is always signed, and a trusted key signed this image.',
      ],
    });
  });

  it('is community where it is not', () => {
    expect(decide({ knownPublishers: [] })).toMatchObject({ level: 'community', name: 'github.com/modelcontextprotocol' });
  });

  it.each([
    ['an owner that only begins like a known one', 'https://github.com/modelcontextprotocol-evil/servers'],
    ['a known owner on another host', 'https://gitlab.com/modelcontextprotocol/servers'],
    ['a host that only begins like GitHub', 'https://github.com.evil.example/modelcontextprotocol/servers'],
    ['a known owner that is only a folder', 'https://github.com/evil/modelcontextprotocol'],
  ])('does not take %s for known', (_, project) => {
    const entry = entryOf(SAMPLE.current, { source: { project, commit: SAMPLE.current, branch: null, directory: null } });
    expect(decide({ entry }).level).toBe('community');
  });

  it.each([
    ['there is no entry', null],
    ['the entry has no source', entryOf(null, { source: null })],
    ['the address of the source names another host behind a user name', entryOf(null, { source: { project: 'https://github.com@evil.example/modelcontextprotocol/servers', commit: null, branch: null, directory: null } })],
  ])('is unknown where %s', (_, entry) => {
    expect(decide({ entry })).toMatchObject({ level: 'unknown', name: null });
  });
});

describe('when it is told who built the image', () => {
  it.each(['unsigned', 'invalid', 'indeterminate', 'notCheckable', null] as const)('says nobody where the signature is %s', (signatureState) => {
    expect(decide({ signatureState }).builtBy).toBe('unknown');
  });

  it('says the publisher outside of the signed namespaces, signed or not', () => {
    const elsewhere = { repository: SAMPLE.publisherOwn, isSignedNamespace: false };
    expect(decide(elsewhere).builtBy).toBe('publisher');
    expect(decide({ ...elsewhere, signatureState: null }).builtBy).toBe('publisher');
  });

  it('does not say Docker for a signed namespace of somebody else', () => {
    expect(decide({ repository: parseRepository('registry.corp:5000/mcp/fetch') }).builtBy).toBe('publisher');
    expect(decide({ repository: parseRepository('docker.io/mcpevil/fetch') }).builtBy).toBe('publisher');
  });
});
