import { beforeEach, describe, expect, it } from 'vitest';
import type { UpdateOptions } from '../../../backend/app/pins/update-options.ts';
import { updatePins } from '../../../backend/app/pins/update-pins.ts';
import { CodedError } from '../../../backend/core/coded-error.ts';
import { codeOf } from '../support/code-of.ts';
import { NEW, OLD, OTHER, PinsSetting } from './pins-setting.ts';

let setting: PinsSetting;
beforeEach(() => {
  setting = new PinsSetting();
  setting.add('p');
  setting.project('p');
});

function update(options: Partial<UpdateOptions> = {}) {
  return updatePins({
    folder: setting.folder, upstream: setting.upstream, servers: [], maxNew: null, isDryRun: false, remote: 'origin', skipUnrelated: false, signal: new AbortController().signal, ...options,
  });
}

const states = async (options: Partial<UpdateOptions> = {}): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await update(options)).updates.map(({ server, state, problem }) => [server, problem === null ? state : `${state} ${problem.code}`]));

const BRANCH = 'automation/update-pin-p';

describe('when upstream advanced', () => {
  it('moves the pin on a branch of its own', async () => {
    const { updates, base, projectCount, currentCount } = await update();
    expect(updates).toMatchObject([{
      server: 'p', file: 'servers/p/server.yaml', project: 'https://forge.example/p', oldCommit: OLD, newCommit: NEW, branch: BRANCH, title: 'chore: update pin for p', state: 'updated', problem: null, changes: { fileCount: 1 },
    }]);
    expect(setting.folder.commits).toMatchObject([{ parent: base.commit, date: '2026-02-03T04:05:06.000Z', text: setting.folder.files.get('p')?.replace(OLD, NEW) }]);
    expect(setting.folder.pushes).toEqual([{ remote: 'origin', moves: [{ branch: BRANCH, commit: updates[0]?.commit, expected: null }] }]);
    expect([projectCount, currentCount]).toEqual([1, 0]);
  });

  it('writes nothing again', async () => {
    await update();
    expect(await states()).toEqual({ p: 'standing' });
    expect([setting.folder.commits.length, setting.folder.pushes.length]).toEqual([1, 1]);
  });

  it('writes nothing in a dry run', async () => {
    expect(await states({ isDryRun: true })).toEqual({ p: 'planned' });
    expect([setting.folder.commits, setting.folder.pushes]).toEqual([[], []]);
  });

  it('refreshes its branch when upstream advanced further, from where it stands', async () => {
    await update();
    const before = setting.folder.branches.get(BRANCH);
    setting.project('p', { branches: { main: [OLD, NEW, OTHER] } });
    expect(await states()).toEqual({ p: 'updated' });
    expect(setting.folder.pushes[1]?.moves).toMatchObject([{ expected: before }]);
  });

  it('refreshes its branch when the entry changed on main', async () => {
    await update();
    setting.folder.add('p', `${setting.folder.files.get('p') ?? ''}# more\n`);
    expect(await states()).toEqual({ p: 'updated' });
  });

  it("leaves a person's branch alone", async () => {
    setting.folder.branches.set(BRANCH, OTHER);
    expect(await states()).toEqual({ p: 'untouchable pull_request_untouchable' });
    expect(setting.folder.pushes).toEqual([]);
  });

  it('leaves alone what is vetoed', async () => {
    setting.add('q');
    setting.project('q');
    const veto = () => Promise.resolve(new Map<string, CodedError>([['p', new CodedError('pull_request_untouchable', 'closed')], ['q', new CodedError('forge_forbidden', 'no')]]));
    expect(await states({ veto })).toEqual({ p: 'untouchable pull_request_untouchable', q: 'failed forge_forbidden' });
    expect(setting.folder.commits).toEqual([]);
  });

  it('says which branch was refused', async () => {
    setting.folder.refused.add(BRANCH);
    expect(await states()).toEqual({ p: 'failed push_failed' });
  });

  it('makes some new branches at most, and refreshes the others', async () => {
    await update();
    for (const name of ['a', 'b', 'c']) {
      setting.add(name);
      setting.project(name);
    }
    setting.project('p', { branches: { main: [OLD, OTHER] } });
    expect(await states({ maxNew: 1 })).toEqual({ a: 'updated', b: 'postponed', c: 'postponed', p: 'updated' });
    expect(await states({ maxNew: 1 })).toEqual({ a: 'standing', b: 'updated', c: 'postponed', p: 'standing' });
  });

  it('leaves out what does not touch the folder, if asked to', async () => {
    setting.add('q', { more: '  directory: src\n', project: 'https://forge.example/p' });
    setting.add('r', { more: '  directory: other\n', project: 'https://forge.example/p' });
    expect(await states({ skipUnrelated: true })).toEqual({ p: 'updated', q: 'updated', r: 'unrelated' });
    expect((await update()).updates.map(({ changes }) => changes?.fileCount)).toEqual([1, 1, 0]);
  });

  it('asks a project once', async () => {
    for (const name of ['a', 'b']) setting.add(name, { project: 'https://forge.example/p' });
    await update();
    expect([setting.upstream.listed, setting.upstream.opened.length]).toEqual([['https://forge.example/p'], 1]);
  });

  it('looks at named servers alone, and knows no others', async () => {
    setting.add('q');
    expect(await states({ servers: ['p'] })).toEqual({ p: 'updated' });
    expect(await codeOf(update({ servers: ['nobody'] }))).toBe('usage');
  });
});

describe('when upstream did not advance', () => {
  it('fetches and writes nothing', async () => {
    setting.project('p', { branches: { main: [OLD] } });
    const { updates, currentCount } = await update();
    expect([updates, currentCount, setting.upstream.opened, setting.folder.pushes]).toEqual([[], 1, [], []]);
  });

  it.each([
    ['rewrote its branch', { branches: { main: [NEW], old: [OLD] } }, 'pin_branch_rewritten'],
    ['went back', { branches: { main: [NEW], old: [NEW, OLD] } }, 'pin_branch_rewritten'],
    ['lost the pin', { branches: { main: [NEW] } }, 'pin_commit_missing'],
    ['removed its branch', { branches: { other: [OLD] } }, 'pin_branch_missing'],
  ] as const)('moves nothing where it %s', async (_name, project, code) => {
    setting.project('p', project);
    expect(await states()).toEqual({ p: `failed ${code}` });
    expect(setting.folder.pushes).toEqual([]);
  });
});

describe('when something fails', () => {
  it('names it, and goes on with the others', async () => {
    setting.folder.add('broken', 'a: [');
    setting.folder.add('remote', 'name: remote\ntype: remote\n');
    setting.folder.problems = [{ server: 'link', file: 'servers/link/server.yaml', line: null, column: null, code: 'file_unreadable', detail: 'a link', mend: null }];
    setting.add('gone');
    setting.upstream.failures.set('https://forge.example/gone', new CodedError('upstream_unreachable', 'No.'));
    expect(await states()).toEqual({ broken: 'failed entry_yaml_invalid', gone: 'failed upstream_unreachable', link: 'failed file_unreadable', p: 'updated' });
  });

  it('fails one server of a project for itself', async () => {
    setting.add('q', { project: 'https://forge.example/p', more: '  branch: gone\n' });
    expect(await states()).toEqual({ p: 'updated', q: 'failed pin_branch_missing' });
  });

  it('moves no pin that does not stand in one piece', async () => {
    setting.folder.add('q', `name: q\nimage: mcp/q\nabout: {title: &c ${OLD}}\nsource:\n  project: https://forge.example/p\n  commit: *c\n`);
    expect(await states()).toEqual({ p: 'updated', q: 'failed entry_commit_malformed' });
  });

  it('leaves what main changed meanwhile, and does the rest', async () => {
    setting.add('q');
    setting.project('q');
    setting.folder.changed = ['q'];
    setting.upstream.onList = () => { setting.folder.main = { branch: 'main', commit: OTHER }; };
    expect(await states()).toEqual({ p: 'updated', q: 'failed registry_moved' });
  });

  it('has no main', async () => {
    setting.folder.main = null;
    expect(await codeOf(update())).toBe('registry_folder_unreadable');
  });

  it.each(['git_missing', 'cancelled'])('ends by %s', async (code) => {
    const abort = new AbortController();
    if (code === 'cancelled') abort.abort();
    setting.upstream.failures.set('https://forge.example/p', new CodedError(code, 'No.'));
    expect(await codeOf(update({ signal: abort.signal }))).toBe(code);
  });
});
