import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRepository } from '../../../backend/core/image/repository.ts';
import type { CatalogSnapshot } from '../../../backend/ports/catalog.ts';
import { hasGit, type RegistryFile } from '../../fixtures/registry/make-registry.ts';
import { commitOf, entryFile, serverPath, serverYaml } from '../../fixtures/registry/server-yaml.ts';
import { digits, TestRegistry } from './test-registry.ts';

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghi'.split('').map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'.charAt(index)}`).join(', ')}]`)].join('\n');

/** Entries that cannot be used: each costs itself alone. */
const refused: readonly (readonly [server: string, file: RegistryFile, code: string])[] = [
  ['alias-bomb', bomb, 'entry_yaml_invalid'],
  ['ten-megabytes', `name: ten-megabytes\nx: ${'y'.repeat(10 * 1024 * 1024)}`, 'entry_too_large'],
  ['half-a-megabyte', `name: half-a-megabyte\nx: ${'y'.repeat(512 * 1024)}`, 'entry_too_large'],
  ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0xff, 0xfe]), 'entry_yaml_invalid'],
  ['duplicate-keys', `${serverYaml('duplicate-keys')}name: again\n`, 'entry_yaml_invalid'],
  ['two-commits', `${serverYaml('two-commits')}  commit: ${commitOf('b')}\n`, 'entry_yaml_invalid'],
  ['tabs', serverYaml('tabs').replaceAll('  ', '\t'), 'entry_yaml_invalid'],
  ['explicit-keys', '? '.repeat(80_000), 'entry_too_large'],
  ['brackets', `a: ${'['.repeat(30_000)}`, 'entry_yaml_invalid'],
  ['empty', '', 'entry_schema_invalid'],
  ['symlink', { link: '../fetch/server.yaml' }, 'entry_schema_invalid'],
  ['symlink-out', { link: '/etc/passwd' }, 'entry_schema_invalid'],
  ['name with spaces', serverYaml('name with spaces'), 'entry_schema_invalid'],
  ['--upload-pack=touch', serverYaml('x'), 'entry_schema_invalid'],
  ['<img src=x>', serverYaml('x'), 'entry_schema_invalid'],
  ['línea', serverYaml('línea'), 'entry_schema_invalid'],
  ['line\nfeed', serverYaml('x'), 'entry_schema_invalid'],
  ['quo"te', serverYaml('x'), 'entry_schema_invalid'],
];

/** Entries that are odd, and fine. */
const accepted: readonly (readonly [server: string, file: RegistryFile, why: string])[] = [
  ['crlf', serverYaml('crlf').replaceAll('\n', '\r\n'), 'CRLF'],
  ['bom', `\uFEFF${serverYaml('bom')}`, 'a byte order mark'],
  ['flow', `{name: flow, image: mcp/flow, source: {project: "https://github.com/acme/flow", commit: ${commitOf('a')}}}`, 'flow style'],
  ['upper', serverYaml('upper', { commit: commitOf('A') }), 'upper case'],
  ['quoted', serverYaml('quoted', { commit: `'${commitOf('a')}'` }), 'quotes'],
  ['commented', serverYaml('commented', { commit: `${commitOf('a')} # commit: ${commitOf('b')}` }), 'a comment with another commit'],
  ['latin', Buffer.concat([Buffer.from(serverYaml('latin')), Buffer.from('# caf\xe9\n', 'latin1')]), 'bytes that are no UTF-8 in a comment'],
  ['no-newline', serverYaml('no-newline').trimEnd(), 'no final newline'],
];

describe.skipIf(!hasGit())('when a registry has hostile and odd entries', { timeout: 60_000 }, () => {
  let registry: TestRegistry;
  let snapshot: CatalogSnapshot;

  beforeAll(async () => {
    const files = Object.fromEntries([...refused, ...accepted].map(([server, file]) => [serverPath(server), file]));
    registry = new TestRegistry([{ files: { ...entryFile('fetch'), ...files } }, { files: entryFile('fetch', { commit: commitOf('b') }) }]);
    snapshot = await registry.fetch();
  });
  afterAll(() => { registry.remove(); });

  it.each(refused)('%j costs itself alone', (server, _, code) => {
    expect(snapshot.problemFor(server)).toMatchObject({ server, code });
    expect(snapshot.entries().some((entry) => entry.name === server)).toBe(false);
    expect(snapshot.historyFor(server)?.intervals).toEqual([]);
  });

  it.each(accepted)('%s is read: %s', (server) => {
    expect(snapshot.entryFor(parseRepository(`mcp/${server}`))).toMatchObject({ name: server });
    expect(digits(snapshot, server)).toBe('a');
  });

  it('the others are as they would be', () => {
    expect(digits(snapshot, 'fetch')).toBe('a b');
    expect(snapshot.serverCount).toBe(refused.length + accepted.length + 1);
    expect(snapshot.problems).toHaveLength(refused.length);
  });
});
