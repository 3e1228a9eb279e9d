import { describe, expect, it } from 'vitest';
import { isPublicKey } from '../../../../ui/src/features/settings/key-rules.ts';
import { isCertificate, isProxy } from '../../../../ui/src/features/settings/network-rules.ts';
import { isPatternList, isRegistryHost, isRepository } from '../../../../ui/src/features/settings/registry-rules.ts';
import { isFilled } from '../../../../ui/src/features/settings/rule.ts';
import { isBranch, isCatalogSource, isOwner } from '../../../../ui/src/features/settings/source-rules.ts';

const RULES = { isBranch, isCatalogSource, isCertificate, isFilled, isOwner, isPatternList, isProxy, isPublicKey, isRegistryHost, isRepository };
const PEM = (kind: string): string => `-----BEGIN ${kind}-----\nAAAA\n-----END ${kind}-----`;

describe('when a field of the settings is right', () => {
  it.each([
    ['isCatalogSource', 'https://github.com/docker/mcp-registry'],
    ['isCatalogSource', 'ssh://git@host/registry.git'],
    ['isCatalogSource', 'file:///srv/registry'],
    ['isCatalogSource', '/srv/registry'],
    ['isBranch', 'release/1.x'],
    ['isRegistryHost', 'registry.corp:5000'],
    ['isRegistryHost', 'localhost'],
    ['isRepository', 'docker.io/mcp/signatures'],
    ['isPatternList', 'docker.io/mcp/*\nregistry.corp:5000/team/thing\n'],
    ['isPatternList', ''],
    ['isOwner', 'github.com/docker'],
    ['isProxy', ''],
    ['isProxy', 'http://proxy.corp:3128'],
    ['isCertificate', ''],
    ['isCertificate', PEM('CERTIFICATE')],
    ['isPublicKey', PEM('PUBLIC KEY')],
    ['isFilled', 'x'],
  ] as const)('%s takes %s', (rule, text) => {
    expect(RULES[rule](text)).toBeNull();
  });
});

describe('when a field of the settings is wrong', () => {
  it.each([
    ['a remote helper that runs a command', 'isCatalogSource', 'ext::sh -c id'],
    ['an option of git', 'isCatalogSource', '--upload-pack=id'],
    ['an unencrypted source', 'isCatalogSource', 'http://host/registry'],
    ['nothing', 'isCatalogSource', ''],
    ['a NUL in a folder', 'isCatalogSource', '/srv/\0'],
    ['an option as a branch', 'isBranch', '--all'],
    ['a space in a branch', 'isBranch', 'a b'],
    ['an address instead of a host', 'isRegistryHost', 'https://registry.corp'],
    ['a host with a path', 'isRegistryHost', 'registry.corp/mcp'],
    ['a repository in capitals', 'isRepository', 'docker.io/MCP/x'],
    ['a repository with a tag', 'isRepository', 'docker.io/mcp/x:latest'],
    ['a star inside', 'isPatternList', 'docker.io/*/x'],
    ['an owner without host', 'isOwner', 'docker'],
    ['an owner with a repository', 'isOwner', 'github.com/docker/mcp'],
    ['a proxy of another kind', 'isProxy', 'socks5://proxy'],
    ['a proxy without scheme', 'isProxy', 'proxy.corp:3128'],
    ['words as a certificate', 'isCertificate', 'hello'],
    ['a private key as a certificate', 'isCertificate', PEM('PRIVATE KEY')],
    ['a private key as a public one', 'isPublicKey', PEM('EC PRIVATE KEY')],
    ['a certificate as a key', 'isPublicKey', PEM('CERTIFICATE')],
    ['blanks', 'isFilled', '  '],
  ] as const)('refuses %s', (_reason, rule, text) => {
    expect(RULES[rule](text)).not.toBeNull();
  });
});
