import { describe, expect, it } from 'vitest';
import type { StoredPullRequest } from '../../support/forge-stand-in/forge-state.ts';
import { openForge, SIGNAL } from './open-forge.ts';

const BRANCH = 'automation/update-pin-notes';

function stored(number: number, fields: Partial<StoredPullRequest> = {}): StoredPullRequest {
  return { number, state: 'open', mergedAt: null, title: 't', body: 'b', branch: BRANCH, base: 'main', headRepository: 'docker/mcp-registry', sha: 'd'.repeat(40), labels: [], ...fields };
}

describe('when a pull request is looked for', () => {
  it('answers null where there is none', async () => {
    const { forge, standIn } = await openForge();
    expect(await forge.findPullRequest(BRANCH, SIGNAL)).toBeNull();
    expect(new URL(standIn.log[0]?.path ?? '', standIn.baseUrl).searchParams.get('head')).toBe(`docker:${BRANCH}`);
  });

  it('answers the newest, whatever its state', async () => {
    const { forge, standIn } = await openForge();
    standIn.state.pullRequests.push(stored(3, { state: 'closed', mergedAt: '2026-01-01T00:00:00Z' }), stored(8, { state: 'closed', labels: ['kept'] }), stored(5, { state: 'closed' }));
    expect(await forge.findPullRequest(BRANCH, SIGNAL)).toEqual({
      number: 8, url: 'https://forge.test/docker/mcp-registry/pull/8', state: 'closed', title: 't', body: 'b', headCommit: 'd'.repeat(40),
      headRepository: 'docker/mcp-registry', baseBranch: 'main', labels: ['kept'],
    });
  });

  it.each([
    ['a fork of another owner', { headRepository: 'stranger/mcp-registry' }],
    ['a fork of the same owner', { headRepository: 'docker/mcp-registry-fork' }],
    ['a fork that was deleted', { headRepository: null }],
    ['another branch', { branch: `${BRANCH}-2` }],
  ])('does not take one from %s', async (_, fields) => {
    const { forge, standIn } = await openForge();
    standIn.state.pullRequests.push(stored(1, fields));
    expect(await forge.findPullRequest(BRANCH, SIGNAL)).toBeNull();
  });

  it('does not take strangers where the filter filters nothing', async () => {
    const { forge, standIn } = await openForge();
    const others = Array.from({ length: 120 }, (_, index) => stored(index + 2, { branch: 'else' }));
    standIn.state.pullRequests.push(stored(1), ...others);
    standIn.plan({ then: { body: [], headers: { link: '<https://api.forge.test/repositories/7/pulls?page=2>; rel="next"' } } });
    expect(await forge.findPullRequest('none', SIGNAL)).toBeNull();
    expect(standIn.log).toHaveLength(2);
  });

  it('goes through pages until it has one, by its own addresses', async () => {
    const { forge, standIn } = await openForge();
    standIn.state.pullRequests.push(stored(1), ...Array.from({ length: 130 }, (_, index) => stored(index + 2, { headRepository: 'docker/fork' })));
    expect(await forge.findPullRequest(BRANCH, SIGNAL)).toMatchObject({ number: 1 });
    expect(standIn.log.map(({ path }) => new URL(path, standIn.baseUrl).searchParams.get('page'))).toEqual(['1', '2', '3']);
  });

  it('does not say that there is none after more pages than are read', async () => {
    const { forge, standIn } = await openForge();
    standIn.plan({ times: 999, then: { body: [], headers: { link: '<https://api.forge.test/x?page=2>; rel="next"' } } });
    await expect(forge.findPullRequest(BRANCH, SIGNAL)).rejects.toMatchObject({ code: 'forge_bad_answer' });
    expect(standIn.log.length).toBe(20);
  });
});

describe('when a pull request is opened, read and updated', () => {
  it('writes what it was given', async () => {
    const { forge, standIn } = await openForge();
    const opened = await forge.openPullRequest({ branch: BRANCH, base: 'main', title: 'one', body: 'two' }, SIGNAL);
    expect(await forge.readPullRequest(opened.number, SIGNAL)).toEqual(opened);
    await forge.updatePullRequest(opened.number, { title: 'three', body: 'four' }, SIGNAL);
    expect(standIn.state.pullRequests[0]).toMatchObject({ title: 'three', body: 'four', branch: BRANCH, base: 'main' });
    expect(standIn.writes().map(({ body }) => body)).toEqual([
      { title: 'one', body: 'two', base: 'main', head: BRANCH, maintainer_can_modify: false },
      { title: 'three', body: 'four' },
    ]);
  });

  it('takes the open one that is there already', async () => {
    const { forge, standIn } = await openForge();
    standIn.state.pullRequests.push(stored(4));
    expect(await forge.openPullRequest({ branch: BRANCH, base: 'main', title: 'one', body: 'two' }, SIGNAL)).toMatchObject({ number: 4, title: 't' });
  });

  it('does not take one that leads elsewhere', async () => {
    const { forge, standIn } = await openForge();
    standIn.state.pullRequests.push(stored(4, { base: 'release' }));
    await expect(forge.openPullRequest({ branch: BRANCH, base: 'missing', title: 'one', body: 'two' }, SIGNAL)).rejects.toMatchObject({ code: 'forge_refused' });
  });
});

describe('when labels are set', () => {
  it('replaces those of security alone', async () => {
    const { forge, standIn } = await openForge();
    standIn.state.pullRequests.push(stored(4, { labels: ['bug', 'security-risk-high', 'Security-Blocked', 'my-security-x'] }));
    await forge.setSecurityLabels(4, ['security-risk-low', 'security-blocked'], SIGNAL);
    expect(standIn.state.pullRequests[0]?.labels.sort()).toEqual(['Security-Blocked', 'bug', 'my-security-x', 'security-risk-low']);
  });

  it('writes nothing when they are right', async () => {
    const { forge, standIn } = await openForge();
    standIn.state.pullRequests.push(stored(4, { labels: ['bug', 'security-risk-low'] }));
    await forge.setSecurityLabels(4, ['security-risk-low'], SIGNAL);
    expect(standIn.writes()).toEqual([]);
  });

  it('keeps what a person adds meanwhile, and reads all pages', async () => {
    const { forge, standIn } = await openForge();
    standIn.state.pullRequests.push(stored(4, { labels: [...Array.from({ length: 60 }, (_, index) => `l${index}`), 'security-risk-high'] }));
    await forge.setSecurityLabels(4, [], SIGNAL);
    expect(standIn.state.pullRequests[0]?.labels).toHaveLength(60);
    expect(standIn.writes().map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /repos/docker/mcp-registry/issues/4/labels/security-risk-high']);
  });

  it('takes a label for gone whose removal was done although the answer was lost', async () => {
    const { forge, standIn } = await openForge();
    standIn.state.pullRequests.push(stored(4, { labels: ['security-a/b c'] }));
    standIn.plan({ when: /^DELETE/, then: 'lost' });
    await forge.setSecurityLabels(4, [], SIGNAL);
    expect(standIn.state.pullRequests[0]?.labels).toEqual([]);
    expect(standIn.writes().map(({ status }) => status)).toEqual([200, 404]);
  });

  it('tells of a pull request that is not there', async () => {
    const { forge } = await openForge();
    await expect(forge.setSecurityLabels(4, ['security-risk-low'], SIGNAL)).rejects.toMatchObject({ code: 'forge_forbidden' });
  });
});
