import { describe, expect, it } from 'vitest';
import { validateEntry } from '../../../backend/core/pin/validate-entry.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const PLACE = { server: 'fetch', file: 'servers/fetch/server.yaml' };

function entry(source: string, head = 'name: fetch\nimage: mcp/fetch\ntype: server'): string {
  return `${head}\nsource:\n${source}`;
}

const GOOD = `  project: https://github.com/example/servers\n  commit: ${COMMIT}\n`;

function codesOf(text: string, server = 'fetch'): readonly string[] {
  return validateEntry(text, { ...PLACE, server }).map(({ code }) => code);
}

describe('when an entry is pinned', () => {
  it.each([
    ['plainly', GOOD],
    ['in quotes', GOOD.replace(COMMIT, `"${COMMIT}"`)],
    ['in single quotes', GOOD.replace(COMMIT, `'${COMMIT}'`)],
    ['with a comment behind it', GOOD.replace(COMMIT, `${COMMIT} # audited`)],
    ['with line ends of Windows', GOOD.replaceAll('\n', '\r\n')],
    ['with branch, folder, Dockerfile and target', `${GOOD}  branch: slim/docker\n  directory: src/fetch\n  dockerfile: build/Dockerfile\n  buildTarget: runtime\n`],
    ['at a tag', `${GOOD}  branch: 2025.4.24\n`],
    ['at a merge', `${GOOD}  branch: refs/pull/24/merge\n`],
    ['with digits alone', GOOD.replace(COMMIT, '1'.repeat(40))],
  ])('has no problem: %s', (_name, source) => {
    expect(codesOf(entry(source))).toEqual([]);
  });

  it.each([
    ['in flow style', `name: fetch\nimage: mcp/fetch\nsource: {project: https://github.com/example/servers, commit: ${COMMIT}}\n`],
    ['behind a byte order mark', `\ufeff${entry(GOOD)}`],
    ['by an alias', `name: fetch\nimage: mcp/fetch\nabout:\n  title: &c ${COMMIT}\nsource:\n  project: https://github.com/example/servers\n  commit: *c\n`],
    ['as a remote server, which has no source', 'name: fetch\ntype: remote\n'],
  ])('has no problem: %s', (_name, text) => {
    expect(codesOf(text)).toEqual([]);
  });
});

describe('when an entry is not tied to a commit', () => {
  it.each([
    ['no source', 'name: fetch\nimage: mcp/fetch\n', ['entry_source_missing']],
    ['no commit', entry('  project: https://github.com/example/servers\n'), ['entry_pin_missing']],
    ['an empty commit', entry('  project: https://github.com/example/servers\n  commit: ""\n'), ['entry_pin_missing']],
    ['a commit in a comment alone', entry(`  project: https://github.com/example/servers\n  # commit: ${COMMIT}\n`), ['entry_pin_missing']],
    ['two commits', entry(`${GOOD}  commit: ${COMMIT}\n`), ['entry_yaml_invalid']],
    ['a short commit', entry(GOOD.replace(COMMIT, 'abc1234')), ['entry_commit_malformed']],
    ['a branch for a commit', entry(GOOD.replace(COMMIT, 'main')), ['entry_commit_malformed']],
    ['upper case', entry(GOOD.replace(COMMIT, COMMIT.toUpperCase())), ['entry_commit_uppercase']],
    ['no project', entry(`  commit: ${COMMIT}\n`), ['entry_project_malformed']],
    ['a project that runs a command', entry(GOOD.replace('https://github.com/example/servers', 'ext::sh -c id')), ['entry_project_malformed']],
    ['a project on this machine', entry(GOOD.replace('https://github.com/example/servers', 'file:///etc')), ['entry_project_malformed']],
    ['a branch that is an option', entry(`${GOOD}  branch: --upload-pack=id\n`), ['entry_branch_malformed']],
    ['a folder outside', entry(`${GOOD}  directory: ../other\n`), ['entry_directory_malformed']],
    ['a Dockerfile outside', entry(`${GOOD}  dockerfile: /etc/Dockerfile\n`), ['entry_directory_malformed']],
    ['another name', entry(GOOD, 'name: other\nimage: mcp/fetch'), ['entry_name_differs']],
    ['no name', entry(GOOD, 'image: mcp/fetch'), ['entry_name_differs']],
    ['no image', entry(GOOD, 'name: fetch'), ['entry_image_malformed']],
    ['an image that is none', entry(GOOD, 'name: fetch\nimage: "mcp//Fetch"'), ['entry_image_malformed']],
    ['broken YAML', 'name: [', ['entry_yaml_invalid']],
    ['tabs', `name: fetch\nsource:\n\tcommit: ${COMMIT}\n`, ['entry_yaml_invalid']],
    ['a control character', 'name: \u0007', ['entry_yaml_invalid']],
    ['too much', `name: ${'x'.repeat(300_000)}`, ['entry_too_large']],
    ['a list', '- name', ['entry_schema_invalid']],
    ['texts that are none', 'name: {a: b}\nsource: [1]\n', ['entry_schema_invalid', 'entry_schema_invalid']],
  ])('says so: %s', (_name, text, codes) => {
    expect(codesOf(text)).toEqual(codes);
  });

  it('tells every problem of a file in one go, with line, column and mend, in the order of the file', () => {
    const text = entry(`  project: http://example.com/x\n  branch: a..b\n  commit: ${COMMIT.toUpperCase()}\n  directory: a/../b\n`, 'name: other\nimage: "Mcp/x"');
    expect(validateEntry(text, PLACE).map(({ code, line, column, mend }) => [code, line, column, mend])).toEqual([
      ['entry_name_differs', 1, 7, 'fetch'],
      ['entry_image_malformed', 2, 8, null],
      ['entry_project_malformed', 4, 12, null],
      ['entry_branch_malformed', 5, 11, null],
      ['entry_commit_uppercase', 6, 11, COMMIT],
      ['entry_directory_malformed', 7, 14, null],
    ]);
  });

  it('names the place around what is missing', () => {
    expect(validateEntry(entry('  project: https://github.com/example/servers\n'), PLACE)[0]).toMatchObject({ line: 5, column: 3 });
    expect(validateEntry('name: fetch\nimage: mcp/fetch\n', PLACE)[0]).toMatchObject({ line: 1, column: 1 });
    expect(validateEntry('\u0007', PLACE)[0]).toMatchObject({ line: 1, column: 1 });
    expect(validateEntry('x'.repeat(300_000), PLACE)[0]).toMatchObject({ line: null, column: null });
  });

  it.each(['-fetch', 'a b', 'fetch.lock', 'a..b', 'fetch.', 'ü', 'x'.repeat(101), '.git'])('refuses a folder that no branch can be called after: %s', (server) => {
    expect(codesOf(entry(GOOD, `name: ${JSON.stringify(server)}\nimage: mcp/fetch`), server)).toEqual(['entry_name_malformed']);
  });
});
