import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FetchPlace, LIMITS } from './support/fetch-place.ts';
import { TestRepository } from './support/test-repository.ts';

let repository: TestRepository;
let place: FetchPlace;

beforeEach(() => {
  repository = new TestRepository();
  place = new FetchPlace();
});

afterEach(() => {
  repository.remove();
  place.remove();
});

describe('when head is compared with a base that leads to it', () => {
  it('writes both trees, lists what changed and the commits between', async () => {
    const base = repository.commit(repository.files({ same: 's', changed: '1', removed: 'r', 'was/folder': 'f', 'kept/x': 'x' }));
    const middle = repository.commit(repository.files({ same: 's' }), { parents: [base], subject: 'middle', time: 1_700_000_100 });
    const head = repository.head({ same: 's', changed: '2', 'added/deep/a': 'a', was: 'file', 'kept/x': 'x' }, { parents: [middle], subject: 'last', time: 1_700_000_200 });
    const { fetched, changed, commits } = await place.fetch(repository.url, head, { base });
    expect(fetched).toMatchObject({ isBaseAncestor: true, files: 5, baseFiles: 5 });
    expect(changed).toEqual([
      { path: 'added/deep/a', change: 'added' }, { path: 'changed', change: 'modified' }, { path: 'removed', change: 'removed' },
      { path: 'was', change: 'added' }, { path: 'was/folder', change: 'removed' },
    ]);
    expect(commits.map(({ commit, subject }) => [commit, subject])).toEqual([[head, 'last'], [middle, 'middle']]);
    expect(commits[0]).toMatchObject({ author: 'A', date: '2023-11-14T22:16:40.000Z' });
    expect(Object.keys(place.read('base'))).toEqual(['changed', 'kept/x', 'removed', 'same', 'was/folder']);
  });

  it('notices a change of mode alone', async () => {
    const id = repository.blob('#!/bin/sh\n');
    const base = repository.commit(repository.tree([{ mode: '100644', name: 'run', id }]));
    const head = repository.commit(repository.tree([{ mode: '100755', name: 'run', id }]), { parents: [base] });
    const { changed } = await place.fetch(repository.url, head, { base });
    expect(changed).toEqual([{ path: 'run', change: 'modified' }]);
  });

  it('lists changes of the folder under review alone', async () => {
    const base = repository.commit(repository.files({ 'server/a': '1', 'other/b': '1' }));
    const head = repository.head({ 'server/a': '2', 'other/b': '2' }, { parents: [base] });
    const { changed } = await place.fetch(repository.url, head, { base, directory: 'server' });
    expect(changed).toEqual([{ path: 'server/a', change: 'modified' }]);
  });

  it('takes a base without the folder', async () => {
    const base = repository.commit(repository.files({ other: 'o' }));
    const head = repository.head({ 'server/a': 'a', other: 'o' }, { parents: [base] });
    const { changed } = await place.fetch(repository.url, head, { base, directory: 'server' });
    expect(changed).toEqual([{ path: 'server/a', change: 'added' }]);
  });

  it('keeps to its limits of commits and changes', async () => {
    const base = repository.commit(repository.files({ a: 'a' }));
    let last = base;
    for (let index = 0; index < 230; index += 1) last = repository.commit(repository.files({ a: 'a' }), { parents: [last], subject: `${index}`, time: 1_700_000_000 + index });
    const id = repository.blob('x');
    const folder = repository.tree(Array.from({ length: 6000 }, (_, index) => ({ mode: '100644', name: `f${index}`, id })));
    const head = repository.commit(folder, { parents: [last], time: 1_700_001_000 });
    const { changed, commits } = await place.fetch(repository.url, head, { base });
    expect(changed).toHaveLength(5000);
    expect(commits).toHaveLength(200);
  }, 60_000);
});

describe('when base does not lead to head', () => {
  it('says so, and compares the trees', async () => {
    const root = repository.commit(repository.files({ a: '0' }));
    const base = repository.commit(repository.files({ a: '1' }), { parents: [root], subject: 'gone' });
    const head = repository.head({ a: '2' }, { parents: [root], subject: 'new' });
    const { fetched, changed, commits } = await place.fetch(repository.url, head, { base });
    expect(fetched.isBaseAncestor).toBe(false);
    expect(changed).toEqual([{ path: 'a', change: 'modified' }]);
    expect(commits.map(({ subject }) => subject)).toEqual(['new']);
  });

  it('says so of histories without a common start', async () => {
    const base = repository.commit(repository.files({ a: '1' }));
    const head = repository.head({ a: '2' });
    expect((await place.fetch(repository.url, head, { base })).fetched.isBaseAncestor).toBe(false);
  });

  it('says so when head leads to base', async () => {
    const head = repository.commit(repository.files({ a: '1' }));
    const base = repository.head({ a: '2' }, { parents: [head] });
    const { fetched, commits } = await place.fetch(repository.url, head, { base });
    expect(fetched.isBaseAncestor).toBe(false);
    expect(commits).toEqual([]);
  });

  it('takes the same commit twice', async () => {
    const head = repository.head({ a: '1' });
    const { fetched, changed } = await place.fetch(repository.url, head, { base: head });
    expect(fetched).toMatchObject({ isBaseAncestor: true, baseFiles: 1 });
    expect(changed).toEqual([]);
  });
});

describe('when the history cannot be had', () => {
  it('does not know, and compares the trees all the same', async () => {
    const base = repository.commit(repository.files({ a: '1' }));
    const head = repository.head({ a: '2' }, { parents: [repository.commit(repository.files({}), { parents: ['e'.repeat(40)] })] });
    const outcome = await place.fetch(repository.url, head, { base, limits: { ...LIMITS, historyBytes: 0 } });
    expect(outcome.fetched.isBaseAncestor).toBe(null);
    expect(outcome.commits).toEqual([]);
    expect(outcome.changed).toEqual([{ path: 'a', change: 'modified' }]);
  });
});

describe('when commits carry hostile text', () => {
  it.each([
    ['control characters', 'E\u001b]0;x\u0007vil <e@example.com>', 'wipe \u001b[2J the \u0007 screen', 'E ]0;x vil', 'wipe  [2J the   screen'],
    ['separators of other formats', 'a\u001fb\u001e <e@example.com>', 'x\u001fy', 'a b', 'x y'],
    ['a change of direction', 'a <e@example.com>', 'safe\u202egnp.exe', 'a', 'safe gnp.exe'],
    ['markup', '<script> <e@example.com>', '<img src=x onerror=alert(1)>', '', '<img src=x onerror=alert(1)>'],
  ])('keeps %s in its place', async (_what, author, subject, plainAuthor, plainSubject) => {
    const base = repository.commit(repository.files({ a: '1' }));
    const head = repository.head({ a: '2' }, { parents: [base], author, subject });
    const outcome = await place.fetch(repository.url, head, { base }).catch((error: unknown) => error);
    // Some names are refused by git's own checks already.
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'source_malformed' });
    else expect(outcome).toMatchObject({ commits: [{ author: plainAuthor || (expect.any(String) as string), subject: plainSubject }] });
  });

  it('cuts what is too long, and takes dates beyond the calendar', async () => {
    const base = repository.commit(repository.files({ a: '1' }));
    const head = repository.head({ a: '2' }, { parents: [base], subject: 'x'.repeat(100_000), time: 99_999_999_999_999 });
    const { commits } = await place.fetch(repository.url, head, { base });
    expect(commits[0]?.subject).toHaveLength(200);
    expect(commits[0]?.date).toMatch(/^\d{4}-/);
  });
});
