import { describe, expect, it } from 'vitest';
import { openForge, SIGNAL } from './open-forge.ts';

const OPENING = { branch: 'automation/update-pin-notes', base: 'main', title: 't', body: 'b' };
const SECONDARY = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' };

describe('when the primary limit is used up', () => {
  it('waits until it is reset, and one second more', async () => {
    const { forge, standIn, waits } = await openForge();
    standIn.plan({ then: { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(standIn.state.reset) }, body: { message: 'API rate limit exceeded' } } });
    await forge.openPullRequest(OPENING, SIGNAL);
    expect(waits).toEqual([91_000]);
    expect(standIn.state.pullRequests).toHaveLength(1);
  });

  it('gives up on a reset that is far away, and asks nothing before it', async () => {
    const { forge, standIn, waits, passTime } = await openForge();
    standIn.state.remaining = 0;
    standIn.state.reset += 3000;
    await expect(forge.findPullRequest('x', SIGNAL)).rejects.toMatchObject({ code: 'forge_rate_limited', retryAt: (standIn.state.reset + 1) * 1000 });
    await expect(forge.findPullRequest('y', SIGNAL)).rejects.toMatchObject({ code: 'forge_rate_limited', retryAt: (standIn.state.reset + 1) * 1000 });
    expect(standIn.log).toHaveLength(1);
    expect(waits).toEqual([]);
    passTime(3_100_000);
    standIn.state.remaining = 5000;
    expect(await forge.findPullRequest('x', SIGNAL)).toBeNull();
  });
});

describe('when a secondary limit is met', () => {
  it('waits as long as Retry-After says', async () => {
    const { forge, standIn, waits } = await openForge();
    standIn.plan({ when: /^POST/, then: { status: 403, headers: { 'retry-after': '7' }, body: SECONDARY } });
    await forge.openPullRequest(OPENING, SIGNAL);
    expect(waits).toEqual([7000]);
    expect(standIn.writes().map(({ status }) => status)).toEqual([403, 201]);
  });

  it('waits a minute without one, and twice as long the next time', async () => {
    const { forge, standIn, waits } = await openForge();
    standIn.plan({ times: 2, then: { status: 403, body: SECONDARY } });
    expect(await forge.findPullRequest('x', SIGNAL)).toBeNull();
    expect(waits).toEqual([60_000, 120_000]);
  });

  it('understands a date', async () => {
    const { forge, standIn, waits } = await openForge();
    standIn.plan({ then: { status: 429, headers: { 'retry-after': 'Sun, 01 Mar 2026 12:00:10 GMT' }, body: SECONDARY } });
    expect(await forge.findPullRequest('x', SIGNAL)).toBeNull();
    expect(waits).toEqual([10_000]);
  });

  it('never waits longer, all in all, than its budget', async () => {
    const { forge, standIn, waits } = await openForge();
    for (let server = 0; server < 20; server += 1) {
      standIn.plan({ then: { status: 429, headers: { 'retry-after': '170' }, body: SECONDARY } });
      await forge.findPullRequest('x', SIGNAL).catch(() => null);
    }
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(900_000);
    expect(waits).toHaveLength(5);
  });
});

describe('when writes are kept apart', () => {
  it('still opens, one after the other', async () => {
    const { forge, standIn } = await openForge({}, { isPaced: true });
    await forge.openPullRequest(OPENING, SIGNAL);
    await forge.updatePullRequest(1, { title: 'n', body: 'm' }, SIGNAL);
    expect(standIn.writes().map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  });

  it('ends while it waits for its turn', async () => {
    const { forge, standIn } = await openForge({}, { isPaced: true });
    const abort = new AbortController();
    await forge.openPullRequest(OPENING, SIGNAL);
    const work = forge.updatePullRequest(1, { title: 'n', body: 'm' }, abort.signal);
    abort.abort();
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(standIn.writes()).toHaveLength(1);
  });
});
