import { describe, expect, it } from 'vitest';
import type { PinUpdate } from '../../../backend/app/pins/pin-update.ts';
import { createPullRequestPublisher } from '../../../backend/app/pins/publish-pull-requests.ts';
import type { ForgeState } from '../../support/forge-stand-in/forge-state.ts';
import { openForge, SIGNAL, type OpenedForge } from '../../adapters/forge/open-forge.ts';

const BASE = { branch: 'main', commit: '0'.repeat(40) };

function update(server: string, fields: Partial<PinUpdate> = {}): PinUpdate {
  return {
    server, file: `servers/${server}/server.yaml`, project: `https://github.com/acme/${server}`, directory: null, tracked: null,
    oldCommit: '1'.repeat(40), newCommit: '2'.repeat(40), compareUrl: null, branch: `automation/update-pin-${server}`, title: `chore: update pin for ${server}`,
    changes: { commits: [{ commit: '2'.repeat(40), date: '2026-02-03T04:05:06Z', author: '@ada', subject: 'fixes #1' }], commitCount: 1, files: [], fileCount: 0 },
    commit: 'a'.repeat(40), state: 'updated', problem: null, ...fields,
  };
}

async function run({ forge }: OpenedForge, updates: readonly PinUpdate[]) {
  const publisher = createPullRequestPublisher(forge);
  const vetoed = await publisher.veto(updates, SIGNAL);
  const published = await publisher.publish({ base: BASE, updates: updates.filter(({ server }) => !vetoed.has(server)) }, { signal: SIGNAL });
  return { vetoed: [...vetoed].map(([server, { code }]) => [server, code]), published: published.map(({ server, outcome, number, error }) => [server, outcome, number, error?.code ?? null]) };
}

function first({ pullRequests }: ForgeState): ForgeState['pullRequests'][number] {
  const [pull] = pullRequests;
  if (pull === undefined) throw new Error('there is no pull request');
  return pull;
}

function append(state: ForgeState): void {
  first(state).body = `${first(state).body ?? ''}\nPlease wait.`;
}

describe('when branches were pushed', () => {
  it('opens one pull request each', async () => {
    const opened = await openForge();
    expect(await run(opened, [update('notes'), update('maps', { state: 'standing' })])).toEqual({ vetoed: [], published: [['notes', 'opened', 1, null], ['maps', 'opened', 2, null]] });
    expect(opened.standIn.state.pullRequests).toMatchObject([{ title: 'chore: update pin for notes', branch: 'automation/update-pin-notes', base: 'main' }, { branch: 'automation/update-pin-maps' }]);
  });

  it('leaves out what has no branch at the remote', async () => {
    const opened = await openForge();
    const left = (['planned', 'unrelated', 'postponed', 'untouchable', 'failed'] as const).map((state) => update(state, { state }));
    expect((await run(opened, [...left, update('none', { commit: null }), update('broken', { project: null })])).published).toEqual([]);
    expect(opened.standIn.writes()).toEqual([]);
  });

  it('writes nothing, and asks once for each, when nothing is new', async () => {
    const opened = await openForge();
    await run(opened, [update('notes'), update('maps')]);
    const before = opened.standIn.log.length;
    expect((await run(opened, [update('notes', { state: 'standing' }), update('maps', { state: 'standing' })])).published).toEqual([['notes', 'unchanged', 1, null], ['maps', 'unchanged', 2, null]]);
    expect(opened.standIn.log.slice(before).map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('refreshes its own text when upstream moved on, also one that came back with other line ends', async () => {
    const opened = await openForge();
    await run(opened, [update('notes')]);
    const pull = first(opened.standIn.state);
    pull.body = (pull.body ?? '').replaceAll('\n', '\r\n').trimEnd();
    expect((await run(opened, [update('notes', { newCommit: '3'.repeat(40) })])).published).toEqual([['notes', 'refreshed', 1, null]]);
    expect(first(opened.standIn.state).body).toContain('3'.repeat(40));
    expect(opened.standIn.state.pullRequests).toHaveLength(1);
  });
});

describe('when a person was there', () => {
  it.each([
    ['edited its body', (state: ForgeState) => { append(state); }],
    ['emptied its body', (state: ForgeState) => { first(state).body = null; }],
    ['edited its title', (state: ForgeState) => { first(state).title = 'Hold'; }],
    ['closed it', (state: ForgeState) => { first(state).state = 'closed'; }],
    ['opened one of their own on that branch', (state: ForgeState) => { Object.assign(first(state), { title: 'Mine', body: 'Mine' }); }],
  ])('lets it be, and keeps its branch from being moved, after somebody %s', async (_, touch) => {
    const opened = await openForge();
    await run(opened, [update('notes')]);
    touch(opened.standIn.state);
    const before = structuredClone(opened.standIn.state.pullRequests);
    const writes = opened.standIn.writes().length;
    expect((await run(opened, [update('notes', { newCommit: '3'.repeat(40) })])).vetoed).toEqual([['notes', 'pull_request_untouchable']]);
    const published = await createPullRequestPublisher(opened.forge).publish({ base: BASE, updates: [update('notes', { newCommit: '3'.repeat(40) })] }, { signal: SIGNAL });
    expect(published).toMatchObject([{ outcome: 'untouchable', number: 1, error: { code: 'pull_request_untouchable' } }]);
    expect(opened.standIn.state.pullRequests).toEqual(before);
    expect(opened.standIn.writes()).toHaveLength(writes);
  });

  it('sees an edit that was made while branches were pushed', async () => {
    const opened = await openForge();
    await run(opened, [update('notes')]);
    const publisher = createPullRequestPublisher(opened.forge);
    const moved = update('notes', { newCommit: '3'.repeat(40) });
    expect((await publisher.veto([moved], SIGNAL)).size).toBe(0);
    append(opened.standIn.state);
    expect(await publisher.publish({ base: BASE, updates: [moved] }, { signal: SIGNAL })).toMatchObject([{ outcome: 'untouchable' }]);
    expect(first(opened.standIn.state).body).toContain('Please wait.');
  });

  it('does not turn a pull request to another base', async () => {
    const opened = await openForge();
    await run(opened, [update('notes')]);
    Object.assign(opened.standIn.state, { pullRequests: opened.standIn.state.pullRequests.map((pull) => ({ ...pull, base: 'release' })) });
    expect((await run(opened, [update('notes')])).published).toEqual([['notes', 'untouchable', 1, 'pull_request_untouchable']]);
  });

  it('leaves a merged one, and opens another for the next move', async () => {
    const opened = await openForge();
    await run(opened, [update('notes')]);
    Object.assign(first(opened.standIn.state), { state: 'closed', mergedAt: '2026-02-02T00:00:00Z', sha: 'a'.repeat(40) });
    expect(await run(opened, [update('notes')])).toEqual({ vetoed: [], published: [['notes', 'merged', 1, null]] });
    expect(await run(opened, [update('notes', { newCommit: '3'.repeat(40), commit: 'b'.repeat(40) })])).toEqual({ vetoed: [], published: [['notes', 'opened', 2, null]] });
  });
});

describe('when the forge fails', () => {
  it('fails for that server alone', async () => {
    const opened = await openForge();
    opened.standIn.plan({ when: /^POST/, then: { status: 422, body: { message: 'Validation Failed' } } });
    expect((await run(opened, [update('notes'), update('maps')])).published).toEqual([['notes', 'failed', null, 'forge_refused'], ['maps', 'opened', 1, null]]);
  });

  it('keeps the branch of a server whose pull request cannot be read', async () => {
    const opened = await openForge();
    opened.standIn.plan({ when: /update-pin-notes/, times: 9, then: { status: 500 } });
    expect(await run(opened, [update('notes'), update('maps')])).toMatchObject({ vetoed: [['notes', 'forge_unavailable']], published: [['maps', 'opened', 1, null]] });
  });

  it('asks once with a token that is refused', async () => {
    const opened = await openForge({ token: 'another' }, { token: 'ghs_wrong' });
    expect((await run(opened, ['a', 'b', 'c'].map((server) => update(server)))).vetoed).toEqual([['a', 'forge_unauthorized'], ['b', 'forge_unauthorized'], ['c', 'forge_unauthorized']]);
    expect(opened.standIn.log).toHaveLength(1);
  });

  it('ends when it is cancelled', async () => {
    const { forge } = await openForge();
    await expect(createPullRequestPublisher(forge).veto([update('notes')], AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('tells of each server as it is done', async () => {
    const { forge } = await openForge();
    const told: string[] = [];
    await createPullRequestPublisher(forge).publish({ base: BASE, updates: [update('notes'), update('maps')] }, { signal: SIGNAL, onPublished: ({ server }) => told.push(server) });
    expect(told).toEqual(['notes', 'maps']);
  });
});
