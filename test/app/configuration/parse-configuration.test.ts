import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIGURATION } from '../../../backend/app/configuration/configuration.ts';
import { parseConfiguration } from '../../../backend/app/configuration/parse-configuration.ts';
import { toSettings } from '../../../backend/app/settings/to-settings.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';
import { codeOf } from '../support/code-of.ts';

/** The lines that a file's problems are told on; empty when it has none. */
function problemsOf(text: string): readonly string[] {
  try {
    parseConfiguration(text, 'c.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'configuration_malformed') throw error;
    return error.message.split('\n');
  }
}

const linesOf = (text: string): readonly string[] => problemsOf(text).map((problem) => /^c\.yaml:(\d+): /.exec(problem)?.[1] ?? 'none');

describe('when a configuration is read', () => {
  it.each(['', '# nothing but a comment', 'null', '---\n'])('has Docker\'s defaults for %j', (text) => {
    expect(parseConfiguration(text, 'c.yaml')).toEqual(DEFAULT_CONFIGURATION);
  });

  it('keeps the defaults beside what is set', () => {
    const { catalog, mirrors, offline } = parseConfiguration('catalog: {source: ./registry}\noffline: true\nmirrors: [{of: docker.io, at: "registry.corp:5000"}]', 'c.yaml');
    expect(catalog).toEqual({ ...DEFAULT_CONFIGURATION.catalog, source: './registry' });
    expect([offline, mirrors]).toEqual([true, [{ of: 'docker.io', at: 'registry.corp:5000', plainHttp: false, authoritative: false }]]);
  });

  it.each([
    ['an unknown key', 'offline: true\ncatalogue: {}', ['2']],
    ['an unknown key whose value stands below', 'offline: true\n\ncatalogue:\n  source: x', ['3']],
    ['an unknown key within', 'catalog:\n  source: x\n  branche: main', ['3']],
    ['an unknown key in a list', 'mirrors:\n  - of: docker.io\n    at: registry.corp\n    plain: true', ['4']],
    ['an unknown number as key', 'offline: true\n1: x', ['2']],
    ['a key that is a prototype\'s', 'offline: true\n__proto__: {offline: true}', ['2']],
    ['a wrong type', 'offline: "yes"', ['1']],
    ['a wrong type below', 'signatures:\n  images: docker.io/mcp/*', ['2']],
    ['a wrong choice', 'signatures:\n  require: some', ['2']],
    ['a missing value', 'mirrors:\n  - of: docker.io', ['2']],
    ['an age without end', 'catalog:\n  maxAgeDays: .inf', ['2']],
    ['an age below nothing', 'catalog:\n  maxAgeDays: -1', ['2']],
    ['an empty source', 'catalog:\n  source: ""', ['2']],
    ['an owner without host', 'publishers:\n  - owner: docker\n    name: D\n    evidence: e', ['2']],
    ['all problems at once', 'a: 1\noffline: 3\nb: 2\ncatalog: {branch: 5}', ['2', '4', '1', '3']],
    ['a key twice', 'offline: true\noffline: false', ['2']],
    ['broken YAML', 'catalog: {source: x', ['1']],
    ['two documents', 'offline: true\n---\noffline: false', ['2']],
  ])('refuses %s, with its line', (_name, text, lines) => {
    expect([...linesOf(text)].sort()).toEqual([...lines].sort());
  });

  it.each([
    ['a list', '- a'],
    ['a text', 'just text'],
    ['aliases that grow without bound', `a: &a [${'x,'.repeat(9)}x]\n${'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'.charAt(index)},`.repeat(9)}*${'abcdefgh'.charAt(index)}]`).join('\n')}`],
    ['an alias of nothing', 'offline: *nothing'],
    ['more than 1 MiB', `# ${'x'.repeat(1024 * 1024)}`],
  ])('refuses %s', (_name, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });

  it.each([
    ['a signature repository', 'signatures: {repository: "NOT A NAME"}'],
    ['a pattern', 'signatures: {images: ["docker.io/*/x"]}'],
    ['a mirror of itself', 'mirrors: [{of: docker.io, at: docker.io}]'],
  ])('refuses the name of %s', (_name, text) => {
    expect(problemsOf(text)).toHaveLength(1);
  });

  it('tells all names at once', () => {
    expect(problemsOf('signatures: {repository: "A B", images: ["C D", "E F"]}')).toHaveLength(3);
  });
});

describe('when the files of a configuration are read', () => {
  const files: Readonly<Record<string, string>> = { 'a.pub': 'PEM A', 'root.json': '{}', 'ca.pem': 'PEM CA' };
  const readText = (path: string): Promise<string> => (files[path] === undefined ? Promise.reject(new CodedError('file_unreadable', path)) : Promise.resolve(files[path]));

  it('holds their text', async () => {
    const settings = await toSettings(parseConfiguration('signatures: {keys: [a.pub], trustedRoot: root.json}\ncertificateAuthority: ca.pem', 'c.yaml'), readText);
    expect(settings).toMatchObject({ keys: [{ name: 'a', pem: 'PEM A', origin: 'configured' }], replaceBuiltInKeys: true, trustedRoot: '{}', certificateAuthority: 'PEM CA' });
  });

  it('keeps the built-in keys where none are given', async () => {
    expect(await toSettings(DEFAULT_CONFIGURATION, readText)).toMatchObject({ keys: [], replaceBuiltInKeys: false, trustedRoot: null, certificateAuthority: null });
  });

  it.each(['signatures: {keys: [absent]}', 'signatures: {trustedRoot: absent}', 'certificateAuthority: absent'])('fails for %s', async (text) => {
    expect(await codeOf(toSettings(parseConfiguration(text, 'c.yaml'), readText))).toBe('file_unreadable');
  });
});
