import { describe, expect, it } from 'vitest';
import type { ForgeState } from '../../support/forge-stand-in/forge-state.ts';
import { COMMIT, openForge, SIGNAL } from './open-forge.ts';

const START = { name: 'security-review/notes', commit: COMMIT, title: 'Review runs', summary: 'Rules are applied.' };
const FINISH = { ...START, title: 'High', summary: 'One finding.', text: '# Report', conclusion: 'neutral' } as const;

describe('when a check is started and finished', () => {
  it('is in progress, then concluded, at that commit', async () => {
    const { forge, standIn } = await openForge();
    const id = await forge.startCheck(START, SIGNAL);
    expect(standIn.state.checkRuns).toMatchObject([{ id, name: START.name, commit: COMMIT, status: 'in_progress', conclusion: null, startedAt: '2026-03-01T12:00:00.000Z' }]);
    await forge.finishCheck(id, FINISH, SIGNAL);
    expect(standIn.state.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'neutral', output: { title: 'High', summary: 'One finding.', text: '# Report' } }]);
  });

  it('is found again by its name on that commit', async () => {
    const { forge, standIn } = await openForge();
    const id = await forge.startCheck(START, SIGNAL);
    expect(await forge.startCheck(START, SIGNAL)).toBe(id);
    await forge.finishCheck(id, FINISH, SIGNAL);
    expect(await forge.startCheck(START, SIGNAL)).toBe(id);
    const written = standIn.writes().length;
    await forge.finishCheck(id, FINISH, SIGNAL);
    expect(standIn.writes()).toHaveLength(written);
    expect(standIn.state.checkRuns).toHaveLength(1);
  });

  it('gives another outcome as a new run, because a completed one keeps its own', async () => {
    const { forge, standIn } = await openForge();
    const id = await forge.startCheck(START, SIGNAL);
    await forge.finishCheck(id, FINISH, SIGNAL);
    await forge.finishCheck(id, { ...FINISH, conclusion: 'failure' }, SIGNAL);
    expect(standIn.state.checkRuns.map(({ name, conclusion }) => [name, conclusion])).toEqual([[START.name, 'neutral'], [START.name, 'failure']]);
    const newest = await forge.startCheck(START, SIGNAL);
    await forge.finishCheck(newest, { ...FINISH, conclusion: 'failure' }, SIGNAL);
    expect(standIn.state.checkRuns).toHaveLength(2);
  });

  it('is another one for another commit or name', async () => {
    const { forge, standIn } = await openForge();
    const ids = [await forge.startCheck(START, SIGNAL), await forge.startCheck({ ...START, commit: 'e'.repeat(40) }, SIGNAL), await forge.startCheck({ ...START, name: 'security-review/other' }, SIGNAL)];
    expect(new Set(ids).size).toBe(3);
    expect(standIn.state.checkRuns).toHaveLength(3);
  });

  it('does not take up a job of a workflow that bears its name', async () => {
    const { forge, standIn } = await openForge();
    standIn.state.checkRuns.push({ id: 5, name: START.name, commit: COMMIT, externalId: '7f3e', status: 'completed', conclusion: 'success', output: { title: null, summary: null, text: null }, startedAt: null, completedAt: null });
    expect(await forge.startCheck(START, SIGNAL)).not.toBe(5);
  });

  it('never concludes a run of another commit', async () => {
    const { forge, standIn } = await openForge();
    const id = await forge.startCheck(START, SIGNAL);
    await expect(forge.finishCheck(id, { ...FINISH, commit: 'e'.repeat(40) }, SIGNAL)).rejects.toMatchObject({ code: 'forge_refused' });
    await expect(forge.finishCheck(id, { ...FINISH, name: 'security-review/other' }, SIGNAL)).rejects.toMatchObject({ code: 'forge_refused' });
    expect(standIn.state.checkRuns[0]?.status).toBe('in_progress');
  });

  it('is not made twice when the answer was lost', async () => {
    const { forge, standIn } = await openForge();
    standIn.plan({ when: /^POST/, then: 'lost' });
    const id = await forge.startCheck(START, SIGNAL);
    expect(standIn.state.checkRuns.map((run) => run.id)).toEqual([id]);
  });

  it.each([
    ['a commit that is not there', (state: ForgeState) => { state.hasCommit = () => false; }, 'forge_refused'],
    ['a token without the right', (state: ForgeState) => { state.rights.delete('checks'); }, 'forge_forbidden'],
  ])('tells of %s', async (_, spoil, code) => {
    const { forge, standIn } = await openForge();
    spoil(standIn.state);
    await expect(forge.startCheck(START, SIGNAL)).rejects.toMatchObject({ code });
  });
});

describe('when a report is longer than the API takes', () => {
  it.each([
    ['one byte a character', 'a line of a report\n'],
    ['two bytes', 'äöüß'],
    ['four bytes', '👩‍💻🔥'],
    ['three bytes, one line', '漢字'],
  ])('is cut between characters, and says so: %s', async (_, piece) => {
    const { forge, standIn } = await openForge();
    const text = piece.repeat(20_000);
    const id = await forge.startCheck(START, SIGNAL);
    await forge.finishCheck(id, { ...FINISH, text, summary: text, title: text }, SIGNAL);
    const { output } = standIn.state.checkRuns[0] ?? { output: null };
    expect(Buffer.byteLength(output?.text ?? '')).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(output?.text ?? '')).toBeGreaterThan(65_000);
    expect(output?.text).not.toContain('\ufffd');
    expect(output?.text?.isWellFormed()).toBe(true);
    expect(output?.text).toMatch(/^> \*\*Cut\.\*\*/);
    expect(Buffer.byteLength(output?.title ?? '')).toBeLessThanOrEqual(255);
  });

  it('is left as it is when it just fits', async () => {
    const { forge, standIn } = await openForge();
    const id = await forge.startCheck(START, SIGNAL);
    await forge.finishCheck(id, { ...FINISH, text: 'x'.repeat(65_535) }, SIGNAL);
    expect(standIn.state.checkRuns[0]?.output.text).toBe('x'.repeat(65_535));
  });
});
