import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRY_LIMITS } from '../../../backend/core/pin/entry-document.ts';
import { parseServerEntry } from '../../../backend/core/pin/parse-server-entry.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const PLACE = { server: 'fetch', file: 'servers/fetch/server.yaml' };
const parse = (text: string) => parseServerEntry(text, PLACE);
const codes = (text: string) => parse(text).problems.map(({ code }) => code);
const withCommit = (line: string) => `name: fetch\nimage: mcp/fetch\nsource:\n  project: https://github.com/acme/fetch\n${line}\n`;
const pinOf = (text: string) => parse(text).entry?.source?.commit;

const WHOLE = `name: fetch
image: mcp/fetch
type: server
meta:
  category: devops
  tags: [fetch, devops]
about:
  title: Fetch (Reference)
  description: Fetches a URL
  icon: https://example.com/i.png
source:
  project: https://GitHub.com/Acme/fetch.git
  branch: main
  commit: ${COMMIT}
  directory: src/fetch
run: {env: {A: b}, allowHosts: ['API.Example.com:443', '*:8081', '*.example.org', api.example.com, 'no host', '']}
`;

describe('when an entry is whole', () => {
  it('gives all its parts', () => {
    expect(parse(WHOLE)).toEqual({
      problems: [],
      entry: {
        name: 'fetch', type: 'server', title: 'Fetch (Reference)', description: 'Fetches a URL', icon: 'https://example.com/i.png',
        image: { registry: 'docker.io', path: 'mcp/fetch' }, category: 'devops', tags: ['fetch', 'devops'],
        source: { project: 'https://github.com/Acme/fetch', commit: COMMIT, branch: 'main', directory: 'src/fetch' },
        allowedHosts: ['api.example.com', '*', '*.example.org'],
      },
    });
  });

  it.each([
    ['CRLF', WHOLE.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${WHOLE}`],
    ['a document start', `---\n${WHOLE}`],
    ['comments', `# made by hand\n${WHOLE.replaceAll('\n', ' # why\n')}`],
    ['no final newline', WHOLE.trimEnd()],
  ])('reads the same with %s', (_, text) => {
    expect(parse(text)).toEqual(parse(WHOLE));
  });
});

describe('when a commit is written', () => {
  it.each([
    ['plain', `  commit: ${COMMIT}`],
    ['in upper case', `  commit: ${COMMIT.toUpperCase()}`],
    ['in double quotes', `  commit: "${COMMIT}"`],
    ['in single quotes', `  commit: '${COMMIT}'`],
    ['with a comment', `  commit: ${COMMIT} # v1.2.3`],
    ['on the next line', `  commit:\n    ${COMMIT}`],
    ['through an alias', `  branch: &c ${COMMIT}\n  commit: *c`],
    ['with a tag', `  commit: !!str ${COMMIT}`],
  ])('takes it %s', (_, line) => {
    expect(pinOf(withCommit(line))).toBe(COMMIT);
    expect(codes(withCommit(line))).toEqual([]);
  });

  it.each([
    ['1234567890123456789012345678901234567890', 'digits alone, which YAML reads as a number'],
    ['1234567890123456789012345678901234567e10', 'a number with an exponent'],
    ['0000000000000000000000000000000000000000', 'zeros'],
  ])('keeps %s: %s', (text) => {
    expect(pinOf(withCommit(`  commit: ${text}`))).toBe(text);
  });

  it.each([
    ['0123456', 'a prefix'],
    [`${COMMIT}0`, '41 digits'],
    ['main', 'a branch'],
    [`${COMMIT.slice(1)}g`, 'not hexadecimal'],
    [`"${COMMIT}\\n"`, 'a line feed'],
    [`" ${COMMIT}"`, 'a space'],
  ])('refuses %s: %s', (text) => {
    const { entry, problems } = parse(withCommit(`  commit: ${text}`));
    expect(problems).toMatchObject([{ code: 'entry_commit_malformed', line: 5, server: 'fetch', file: PLACE.file }]);
    expect(entry?.source).toMatchObject({ commit: null });
  });

  it.each(['', ' ~', ' null', ' # none yet'])('takes "commit:%s" as none', (text) => {
    expect(pinOf(withCommit(`  commit:${text}`))).toBeNull();
    expect(codes(withCommit(`  commit:${text}`))).toEqual([]);
  });

  it('takes a commit in a comment as none', () => {
    expect(pinOf(withCommit(`  # commit: ${COMMIT}`))).toBeNull();
  });

  it('takes one in flow style', () => {
    expect(pinOf(`name: fetch\nsource: {project: https://github.com/a/b, commit: ${COMMIT}}`)).toBe(COMMIT);
  });

  it('does not take one from inside a text', () => {
    expect(pinOf(withCommit(`  directory: |\n    a\n    commit: ${COMMIT}`))).toBeNull();
  });
});

describe('when parts are missing or odd', () => {
  it('tolerates what the catalog tolerates', () => {
    expect(parse('name: fetch')).toEqual({
      problems: [],
      entry: { name: 'fetch', type: 'server', title: 'fetch', description: '', icon: null, image: null, category: null, tags: [], source: null, allowedHosts: [] },
    });
  });

  it.each([
    ['about: text'], ['about: {title: [1], icon: {}}'], ['meta: [1]'], ['meta: {tags: {}, category: []}'], ['meta: {tags: [[1]]}'], ['type:'], ['run: text'], ['run: {allowHosts: text}'], ['run: {allowHosts: [[1]]}'], ['source:'], ['source: {}'], ['source: {branch: main}'], ['x: 1'],
  ])('leaves out what is only shown: %s', (line) => {
    expect(codes(`name: fetch\n${line}`)).toEqual([]);
    expect(parse(`name: fetch\n${line}`).entry).toMatchObject({ type: 'server', source: null });
  });

  it.each([
    ['image: vrogozhin/dotnet-types-explorer-mcp:1.1.7', 'docker.io', 'vrogozhin/dotnet-types-explorer-mcp'],
    ['image: mcr.microsoft.com/azure-sdk/azure-mcp', 'mcr.microsoft.com', 'azure-sdk/azure-mcp'],
    [`image: ghcr.io/a/b@sha256:${'a'.repeat(64)}`, 'ghcr.io', 'a/b'],
  ])('reads the repository of %s', (line, registry, path) => {
    expect(parse(`name: fetch\n${line}`).entry?.image).toEqual({ registry, path });
  });

  const bad: readonly (readonly [text: string, codes: readonly string[], line: number | null, why: string])[] = [
    ['name: other', ['entry_name_differs'], 1, 'another name than the folder'],
    ['image: mcp/fetch', ['entry_name_differs'], null, 'no name'],
    ['name: fetch\nimage: MCP/Fetch', ['entry_image_malformed'], 2, 'capitals in the image'],
    ['name: fetch\nimage: "mcp/fetch; rm -rf /"', ['entry_image_malformed'], 2, 'not an image'],
    ['name: fetch\nimage: [a]', ['entry_schema_invalid'], 2, 'image is a list'],
    ['name: fetch\ntype: plugin', ['entry_schema_invalid'], 2, 'a type that is unknown'],
    ['name: fetch\nsource: text', ['entry_schema_invalid'], 2, 'source is a text'],
    ['name: fetch\nsource:\n  commit: [a]', ['entry_schema_invalid'], 3, 'commit is a list'],
    [`name: fetch\nsource: {commit: ${COMMIT}}`, ['entry_project_malformed'], null, 'a pin without a project'],
    ['name: fetch\nsource:\n  project: git@github.com:a/b', ['entry_project_malformed'], 3, 'not https'],
    ['name: fetch\nsource:\n  project: https://t:s@github.com/a/b\n  commit: x', ['entry_commit_malformed', 'entry_project_malformed'], 4, 'two at once'],
    ['', ['entry_schema_invalid'], null, 'empty'],
    ['- a', ['entry_schema_invalid'], 1, 'a list'],
    ['just text', ['entry_schema_invalid'], 1, 'a text'],
  ];
  it.each(bad)('reports %j as %j at line %s: %s', (text, expected, line) => {
    expect(codes(text)).toEqual(expected);
    expect(parse(text).problems[0]?.line).toBe(line);
  });
});

describe('when the YAML is broken or hostile', () => {
  const broken: readonly (readonly [text: string, line: number, why: string])[] = [
    ['name: fetch\n\tsource: x', 2, 'a tab for indentation'],
    ['name: fetch\nname: fetch', 2, 'a key twice'],
    [withCommit(`  commit: ${COMMIT}\n  commit: ${COMMIT}`), 6, 'two commit lines'],
    ['name: "fetch', 1, 'an open quote'],
    ['name: fetch\n---\nname: other', 2, 'two documents'],
    ['name: fetch\nimage: *nothing', 2, 'an alias to nothing'],
    ['base: &b {commit: x}\nsource:\n  <<: *b', 3, 'a merge key'],
    ['? [a]\n: b', 1, 'a key that is a list'],
    ['? {a: b}\n: c', 1, 'a key that is a map'],
    ['name: fetch\u0000', 1, 'a NUL'],
    ['\u0001\u0002\u007f', 1, 'binary'],
    ['a: &a [*a]', 1, 'an alias to itself'],
    ['source:\n    project: https://github.com/a/b\n  commit: x', 3, 'indentation that does not fit'],
  ];
  it.each(broken)('refuses %j at line %s: %s', (text, line) => {
    const { entry, problems } = parse(text);
    expect(entry).toBeNull();
    expect(problems).toMatchObject([{ code: 'entry_yaml_invalid' }]);
    expect(problems[0]?.line).toBe(line);
  });

  const letters = 'abcdefghijk'.split('');
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...letters.slice(1).map((key, index) => `${key}: &${key} [${Array(9).fill(`*${letters[index] ?? ''}`).join(', ')}]`)].join('\n');
  const hostile: readonly (readonly [name: string, text: string, code: string])[] = [
    ['aliases that multiply', bomb, 'entry_yaml_invalid'],
    ['many aliases', `a: &a 1\nb: [${'*a, '.repeat(ENTRY_LIMITS.aliases + 1)}]`, 'entry_yaml_invalid'],
    ['a few aliases of a long list', `a: &a [${'1, '.repeat(3000)}]\nb: [${'*a, '.repeat(9)}]`, 'entry_yaml_invalid'],
    ['a chain of aliases', Array.from({ length: 40 }, (_, index) => `k${index}: &k${index} [${index === 0 ? 'x' : `*k${index - 1}`}]`).join('\n'), 'entry_yaml_invalid'],
    ['deep lists', 'a: '.concat('['.repeat(10_000), ']'.repeat(10_000)), 'entry_yaml_invalid'],
    ['open lists', 'a: '.concat('['.repeat(30_000)), 'entry_yaml_invalid'],
    ['lists within lists that are within the parser’s stack', 'a: '.concat('['.repeat(100), ']'.repeat(100)), 'entry_yaml_invalid'],
    ['explicit keys within each other', '? '.repeat(10_000), 'entry_yaml_invalid'],
    ['more than the size', `a: ${'x'.repeat(ENTRY_LIMITS.length)}`, 'entry_too_large'],
    ['more than the tokens', `a: [${','.repeat(200_000)}]`, 'entry_too_large'],
    ['many keys', Array.from({ length: 12_000 }, (_, index) => `k${index}: 1`).join('\n'), 'entry_too_large'],
  ];
  it.each(hostile)('ends early: %s', (_, text, code) => {
    expect(parse(text)).toMatchObject({ entry: null, problems: [{ code }] });
  });

  it('takes a long text that is simple', () => {
    expect(codes(`name: fetch\nabout:\n  description: |\n${'    words and words\n'.repeat(3000)}`)).toEqual([]);
  });

  it('does not let keys reach prototypes', () => {
    const { entry } = parse('name: fetch\n__proto__: {type: remote}\nconstructor: x\nabout: {__proto__: {title: evil}}');
    expect(entry).toMatchObject({ type: 'server', title: 'fetch' });
    expect(({} as Record<string, unknown>)['title']).toBeUndefined();
  });

  it('keeps details short', () => {
    const detail = parse(`name: fetch\nsource: {project: "ext::${'x'.repeat(5000)}"}`).problems[0]?.detail ?? '';
    expect(detail.length).toBeLessThanOrEqual(300);
  });

  it('never throws, whatever the text', () => {
    const text = fc.oneof(fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')), fc.array(fc.constantFrom('name: ', 'source:', '\n', '  ', '- ', '? ', ': ', '{', '}', '[', ']', '&a ', '*a', '<<: ', '"', "'", '|', '>', '#', '\t', '!!x ', '%YAML 1.2', '---', '...', COMMIT, 'commit: ', 'fetch')).map((parts) => parts.join('')));
    fc.assert(fc.property(text, (input) => {
      const { entry, problems } = parse(input);
      expect(entry !== null || problems.length > 0).toBe(true);
    }), { numRuns: 200 });
  });
});
