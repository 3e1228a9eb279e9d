import { beforeEach, describe, expect, it } from 'vitest';
import { PROJECTS_AT_ONCE, validateRegistry, type ValidateOptions } from '../../../backend/app/pins/validate-registry.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';
import { codeOf } from '../support/code-of.ts';
import { NEW, OLD, OTHER, PinsSetting } from './pins-setting.ts';

let setting: PinsSetting;
beforeEach(() => { setting = new PinsSetting(); });

function validate(options: Partial<ValidateOptions> = {}) {
  return validateRegistry({ folder: setting.folder, upstream: null, servers: [], changedSince: null, signal: new AbortController().signal, ...options });
}

const codes = async (options: Partial<ValidateOptions> = {}): Promise<readonly string[]> =>
  (await validate(options)).problems.map(({ server, code }) => `${server} ${code}`);

describe('when entries are validated', () => {
  it('tells every problem of every file, by server and line', async () => {
    setting.folder.add('bad', `name: other\nimage: mcp/bad\nsource:\n  project: ext::sh\n  commit: ABC\n`);
    setting.folder.add('broken', 'a: [');
    setting.add('good');
    setting.folder.problems = [{ server: 'afar', file: 'servers/afar/server.yaml', line: null, column: null, code: 'file_unreadable', detail: 'a link', mend: null }];
    expect(await codes()).toEqual(['afar file_unreadable', 'bad entry_name_differs', 'bad entry_project_malformed', 'bad entry_commit_malformed', 'broken entry_yaml_invalid']);
    expect((await validate()).serverCount).toBe(4);
    expect(setting.upstream.listed).toEqual([]);
  });

  it('tells names that differ in case alone, also of what is not asked for', async () => {
    setting.add('SQLite');
    setting.add('sqlite');
    expect(await codes({ servers: ['sqlite'] })).toEqual(['sqlite entry_name_ambiguous']);
    expect(await codes()).toContain('SQLite entry_name_ambiguous');
  });

  it('looks at the named servers alone, and knows no others', async () => {
    setting.add('good');
    setting.folder.add('broken', 'a: [');
    expect(await codes({ servers: ['good'] })).toEqual([]);
    expect(await codeOf(validate({ servers: ['nobody'] }))).toBe('usage');
  });

  it('looks at what changed since the histories parted', async () => {
    setting.folder.add('one', 'a: [');
    setting.folder.add('two', 'a: [');
    setting.folder.changed = ['two', 'removed'];
    setting.folder.revisions.set('main', NEW);
    expect(await codes({ changedSince: 'main' })).toEqual(['two entry_yaml_invalid']);
    setting.folder.base = OTHER;
    await validate({ changedSince: 'main' });
    expect(setting.folder.asked.filter((text) => text.startsWith('changed'))).toEqual([`changedServers ${NEW} null`, `changedServers ${OTHER} null`]);
    expect(await codeOf(validate({ changedSince: 'none' }))).toBe('usage');
  });
});

describe('when projects are asked', () => {
  const upstream = () => ({ upstream: setting.upstream });

  it.each([
    ['on the branch', {}, '', []],
    ['at the head', { branches: { main: [OLD] } }, '', []],
    ['on a tag that is followed', { branches: { main: [NEW], v1: [OLD] } }, '  branch: v1\n', []],
    ['nowhere', { branches: { main: [NEW] } }, '', ['pin_commit_missing']],
    ['in a fork', { branches: { main: [NEW] }, forks: [OLD] }, '', ['pin_commit_unreachable']],
    ['on another branch since a rewrite', { branches: { main: [NEW], old: [OLD] } }, '', ['pin_branch_rewritten']],
    ['on a branch, but not the one that is gone', {}, '  branch: gone\n', ['pin_branch_missing']],
    ['in a fork, and the branch is gone', { forks: [OLD], branches: { main: [NEW] } }, '  branch: gone\n', ['pin_commit_unreachable', 'pin_branch_missing']],
    ['in a project without a default branch', { defaultBranch: null }, '', ['pin_branch_missing']],
    ['without its folder', { paths: ['Dockerfile'] }, '  directory: src/x\n', ['pin_directory_missing']],
    ['without a Dockerfile in its folder', { paths: ['src/x/', 'Dockerfile'] }, '  directory: src/x\n', ['pin_dockerfile_missing']],
    ['with another Dockerfile', { paths: ['src/x/', 'src/x/build/Dockerfile'] }, '  directory: src/x\n  dockerfile: build/Dockerfile\n', []],
    ['without a Dockerfile', { paths: [] }, '', ['pin_dockerfile_missing']],
  ] as const)('judges a pin %s', async (_name, project, more, expected) => {
    setting.add('p', { more });
    setting.project('p', project);
    const { problems, unknowns } = await validate(upstream());
    expect(problems.map(({ code }) => code)).toEqual(expected);
    expect(unknowns).toEqual([]);
    for (const { line, column } of problems) expect([line ?? 0, column ?? 0].every((place) => place > 0)).toBe(true);
  });

  it('names the line of the key', async () => {
    setting.add('p', { more: '  directory: src/x\n' });
    setting.project('p', { branches: { main: [NEW] }, forks: [OLD], paths: [] });
    expect((await validate(upstream())).problems.map(({ line }) => line)).toEqual([14, 15]);
  });

  it('asks a project once, and some at a time', async () => {
    for (let index = 0; index < 30; index += 1) {
      setting.add(`a${index}`, { project: 'https://forge.example/shared' });
      setting.add(`b${index}`);
      setting.project(`b${index}`);
    }
    setting.project('shared');
    const seen: string[] = [];
    await validate({ ...upstream(), onProgress: (done, total) => { seen.push(`${done}/${total}`); } });
    expect(setting.upstream.listed).toHaveLength(31);
    expect(new Set(setting.upstream.listed).size).toBe(31);
    expect(setting.upstream.mostAtOnce).toBe(PROJECTS_AT_ONCE);
    expect(seen.at(-1)).toBe('31/31');
  });

  it('does not know where a project does not answer, and goes on', async () => {
    setting.add('one', { project: 'https://forge.example/gone' });
    setting.add('two', { project: 'https://forge.example/gone' });
    setting.add('three');
    setting.project('three', { branches: { main: [NEW] } });
    setting.upstream.failures.set('https://forge.example/gone', new CodedError('upstream_unreachable', 'No.'));
    const { problems, unknowns } = await validate(upstream());
    expect(unknowns.map(({ server, code }) => [server, code])).toEqual([['one', 'upstream_unreachable'], ['two', 'upstream_unreachable']]);
    expect(problems.map(({ code }) => code)).toEqual(['pin_commit_missing']);
  });

  it('asks nothing about entries that are wrong, and all about a pin in capitals', async () => {
    setting.folder.add('bad', 'name: bad\nimage: mcp/bad\nsource:\n  project: file:///etc\n');
    setting.add('loud', { commit: OLD.toUpperCase() });
    setting.project('loud', { branches: { main: [OLD] } });
    await validate(upstream());
    expect(setting.upstream.opened).toEqual([{ project: 'https://forge.example/loud', wants: { heads: [OLD], commits: [OLD] } }]);
  });

  it.each(['git_missing', 'cancelled'])('ends by %s', async (code) => {
    setting.add('p');
    const abort = new AbortController();
    if (code === 'cancelled') abort.abort();
    setting.upstream.failures.set('https://forge.example/p', new CodedError(code, 'No.'));
    expect(await codeOf(validate({ ...upstream(), signal: abort.signal }))).toBe(code);
  });

  it('lets a bug through', async () => {
    setting.add('p');
    await expect(validate(upstream())).rejects.toThrow('no project');
  });
});
