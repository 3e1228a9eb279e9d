import { describe, expect, it } from 'vitest';
import type { WireSettings } from '../../../backend/contract/api.ts';
import { codeOf } from '../support/code-of.ts';
import { finishJob, makeTestApplication, type TestApplication } from '../support/test-application.ts';
import { imageOf, keys, localImage, signWithTag, unbounded } from '../support/test-world.ts';

const thing = imageOf('thing');
const image = localImage(thing);
const PAGE = { offset: 0, limit: 200 };

async function makeSigned(options: Parameters<typeof makeTestApplication>[0] = {}): Promise<TestApplication> {
  const made = await makeTestApplication({ images: [image], ...options });
  signWithTag(made.test.content, made.test.thing);
  return made;
}

async function verifyAll(made: TestApplication, fresh = false) {
  return finishJob(made, made.application.startJob({ kind: 'verify', keys: null, fresh }).id);
}

const verdicts = async ({ application }: TestApplication) => (await application.images(PAGE, unbounded)).rows.map(({ verification }) => verification?.verdict ?? null);

async function wireSettings({ application }: TestApplication, change: Partial<WireSettings> = {}): Promise<WireSettings> {
  return { ...(await application.settings()).settings, ...change };
}

describe('when worlds are switched', () => {
  it('closes the one before and says which it is', async () => {
    const made = await makeSigned();
    expect((await made.application.switchWorld('sample')).world).toBe('sample');
    expect(made.openings.map(({ kind, state }) => [kind, state])).toEqual([['real', 'closed'], ['sample', 'open']]);
  });

  it('refuses samples that were not built', async () => {
    const made = await makeSigned({ samplesAvailable: false });
    expect(await codeOf(made.application.switchWorld('sample'))).toBe('not_found');
    expect(made.openings).toHaveLength(1);
  });

  it('lets nobody change the settings of the samples', async () => {
    const made = await makeSigned();
    await made.application.switchWorld('sample');
    expect(await codeOf(made.application.changeSettings(await wireSettings(made)))).toBe('request_forbidden');
    expect(await codeOf(made.application.addKey({ name: 'mine', pem: keys.stranger.pem }))).toBe('request_forbidden');
  });

  it('forgets outages of the one before', async () => {
    const made = await makeSigned();
    made.test.content.failWhen(() => 'offline');
    await verifyAll(made);
    await made.application.switchWorld('sample');
    expect(await verdicts(made)).toEqual([null]);
  });
});

describe('when data are deleted', () => {
  it('loses facts and settings of the real world', async () => {
    const made = await makeSigned();
    await made.application.changeSettings(await wireSettings(made, { offline: true }));
    await verifyAll(made);
    await made.application.deleteData();
    expect([made.held.text, made.test.store.health().facts, await verdicts(made)]).toEqual([null, 0, [null]]);
    expect((await made.application.settings()).settings.offline).toBe(false);
  });

  it('leaves the real settings alone in the samples', async () => {
    const made = await makeSigned();
    await made.application.changeSettings(await wireSettings(made, { offline: true }));
    await made.application.switchWorld('sample');
    await made.application.deleteData();
    expect(JSON.parse(made.held.text ?? '')).toMatchObject({ offline: true });
    expect((await made.application.status(unbounded)).world).toBe('sample');
  });
});

describe('when a report is exported', () => {
  it('needs something that was verified', async () => {
    const made = await makeSigned();
    for (const key of [null, 'gone']) expect(await codeOf(made.application.exportReport({ format: 'json', key }, unbounded))).toBe('image_not_found');
  });

  it.each([['json', '.json'], ['markdown', '.md']] as const)('is %s', async (format, ending) => {
    const made = await makeSigned();
    await verifyAll(made);
    const [row] = (await made.application.images(PAGE, unbounded)).rows;
    for (const key of [null, row?.key ?? '']) {
      const { text, fileName } = await made.application.exportReport({ format, key }, unbounded);
      expect(fileName).toBe(`mcp-trust-2026-06-15${ending}`);
      expect(text).toContain('mcp/thing:latest');
    }
  });
});

describe('when it ends', () => {
  it('closes the world', async () => {
    const made = await makeSigned();
    await made.application.close();
    expect(made.openings.map(({ state }) => state)).toEqual(['closed']);
  });
});
