import { describe, expect, it } from 'vitest';
import { imagePageSchema, settingsAnswerSchema, statusSchema, type WireSettings } from '../../../backend/contract/api.ts';
import { snapshotOf } from '../support/fake-catalog.ts';
import { codeOf } from '../support/code-of.ts';
import { finishJob, makeTestApplication, type TestApplication } from '../support/test-application.ts';
import { HOUR, digestOf, imageOf, keys, localImage, signWithTag, unbounded } from '../support/test-world.ts';

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

describe('when images are shown', () => {
  it('has no verdict before the first check, then that of the stored facts', async () => {
    const made = await makeSigned();
    expect(await verdicts(made)).toEqual([null]);
    expect(await verifyAll(made)).toMatchObject({ state: 'done', total: 1, events: [{ verification: { verdict: 'verified' }, error: null }] });
    made.test.content.calls.length = 0;
    expect(await verdicts(made)).toEqual(['verified']);
    expect(made.test.content.calls).toEqual([]);
  });

  it('answers pages in a stable order', async () => {
    const made = await makeSigned({ images: ['mcp/c', 'mcp/a', 'mcp/b'].map((name, index) => localImage(thing, { names: [name], id: digestOf(String(index)) })) });
    const page = await made.application.images({ offset: 1, limit: 1 }, unbounded);
    expect(imagePageSchema.parse(page)).toEqual(page);
    expect([page.total, page.rows.map(({ repository }) => repository)]).toEqual([3, ['docker.io/mcp/b']]);
    expect((await made.application.images({ offset: 9, limit: 1 }, unbounded)).rows).toEqual([]);
  });

  it('shows an outage until it is over, and keeps it to this process', async () => {
    const made = await makeSigned();
    made.test.content.failWhen(() => 'registry_timeout');
    await verifyAll(made);
    expect(await verdicts(made)).toEqual(['indeterminate']);
    expect(made.test.store.health().facts).toBe(1); // the platform, which the engine told
    made.test.content.failWhen(() => null);
    await verifyAll(made);
    expect(await verdicts(made)).toEqual(['verified']);
  });

  it('keeps a contradiction that was found beside an outage', async () => {
    const made = await makeSigned({ images: [localImage(thing, { labels: { 'org.opencontainers.image.revision': 'not a commit' } })] });
    made.test.content.failWhen((call) => (call.startsWith('manifest docker.io/mcp/thing@') ? 'registry_timeout' : null));
    await verifyAll(made);
    expect(await verdicts(made)).toEqual(['mismatch']);
  });

  it('judges stored facts by the catalog of the moment', async () => {
    const made = await makeSigned();
    await verifyAll(made);
    made.test.catalog.current = snapshotOf([], new Date(made.test.time.now).toISOString());
    expect(await verdicts(made)).toEqual(['unverified']);
    made.test.time.now += 8 * 24 * HOUR;
    expect(await verdicts(made)).toEqual(['indeterminate']);
  });

  it('finds one row, or none', async () => {
    const made = await makeSigned();
    const [row] = (await made.application.images(PAGE, unbounded)).rows;
    expect(await made.application.image(row?.key ?? '', unbounded)).toEqual(row);
    expect(await made.application.image('gone', unbounded)).toBeNull();
  });
});

describe('when rows are verified', () => {
  it('reports a row that is gone, and goes on', async () => {
    const made = await makeSigned();
    const [row] = (await made.application.images(PAGE, unbounded)).rows;
    const { id } = made.application.startJob({ kind: 'verify', keys: ['gone', row?.key ?? ''], fresh: false });
    expect((await finishJob(made, id))?.events).toMatchObject([{ key: 'gone', verification: null, error: { code: 'image_not_found' } }, { verification: { verdict: 'verified' } }]);
  });

  it('asks for everything again when it should be fresh, and never otherwise', async () => {
    const made = await makeSigned();
    await verifyAll(made);
    made.test.content.calls.length = 0;
    await verifyAll(made);
    expect(made.test.content.calls).toEqual([]);
    await verifyAll(made, true);
    expect(made.test.content.calls.length).toBeGreaterThan(0);
  });

  it('fails as a whole where the engine vanished', async () => {
    const made = await makeSigned();
    made.test.engine.failWith('engine_unreachable');
    expect(await verifyAll(made)).toMatchObject({ state: 'failed', error: { code: 'engine_unreachable' } });
  });

  it('leaves rows as they were when it is cancelled', async () => {
    const made = await makeSigned();
    const { id } = made.application.startJob({ kind: 'verify', keys: null, fresh: false });
    made.application.cancelJob(id);
    expect(await finishJob(made, id)).toMatchObject({ state: 'cancelled', events: [] });
    expect(await verdicts(made)).toEqual([null]);
    expect(made.application.jobs()[0]?.id).toBe(id);
  });
});

describe('when the status is asked for', () => {
  it.each([[null, 'ready'], ['engine_absent', 'absent'], ['engine_forbidden', 'failed']] as const)('with %s the engine is %s', async (code, state) => {
    const made = await makeSigned();
    made.test.engine.failWith(code);
    const status = await made.application.status(unbounded);
    expect(statusSchema.parse(status)).toEqual(status);
    expect(status).toMatchObject({ version: '1.2.3', world: 'real', engine: { state, error: code === null ? null : { code } }, catalog: { state: 'ready' } });
  });

  it('tells the state of the catalog', async () => {
    const made = await makeSigned();
    const common = { source: 's', fetchedAt: null, head: null, serverCount: 0, problems: [] };
    made.test.catalog.told = { ...common, state: 'failed', code: 'git_timeout', detail: 'Slow.' };
    expect((await made.application.status(unbounded)).catalog).toMatchObject({ state: 'failed', error: { code: 'git_timeout' } });
    made.test.catalog.told = { ...common, state: 'loading', phase: 'Receiving objects', percent: 5 };
    expect((await made.application.status(unbounded)).catalog).toMatchObject({ state: 'loading', phase: 'Receiving objects', percent: 5 });
  });

  it('asks before it adopts a rewritten history', async () => {
    const made = await makeSigned();
    made.test.catalog.told = { source: 's', fetchedAt: null, head: null, serverCount: 0, problems: [], state: 'rewritten', pendingHead: 'abc' };
    expect((await made.application.status(unbounded)).catalog).toMatchObject({ state: 'rewritten', pendingHead: 'abc' });
    expect(await codeOf(made.application.acceptCatalogHead('other'))).toBe('not_found');
    expect((await made.application.acceptCatalogHead('abc')).catalog.state).toBe('ready');
  });

  it.each([[0.5, 0], [2, 1]])('fetches a catalog of %d hours %i times on opening', async (hours, refreshes) => {
    const made = await makeSigned();
    const { catalog } = made.test;
    catalog.current = snapshotOf([], new Date(made.test.time.now - hours * HOUR).toISOString());
    const before = catalog.refreshes;
    await made.application.switchWorld('sample');
    expect(catalog.refreshes - before).toBe(refreshes);
  });

  it('tells the progress of a refresh', async () => {
    const made = await makeSigned();
    const { id } = made.application.startJob({ kind: 'refreshCatalog' });
    expect(await finishJob(made, id)).toMatchObject({ state: 'done', message: '2 servers' });
  });
});

describe('when the catalog may not be fetched', () => {
  it('says so instead of a refresh', async () => {
    const made = await makeSigned({ change: { isCatalogOffline: true } });
    const { id } = made.application.startJob({ kind: 'refreshCatalog' });
    expect(await finishJob(made, id)).toMatchObject({ state: 'failed', error: { code: 'offline' } });
    expect(made.test.catalog.refreshes).toBe(0);
  });
});

describe('when settings are changed', () => {
  it('opens the world with them, keeps them, and closes the one before', async () => {
    const made = await makeSigned();
    const answer = await made.application.changeSettings(await wireSettings(made, { offline: true }));
    expect(settingsAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer.settings.offline).toBe(true);
    expect(made.openings.map(({ state }) => state)).toEqual(['closed', 'open']);
    expect(JSON.parse(made.held.text ?? '')).toMatchObject({ offline: true });
  });

  it.each([
    ['cannot be opened with', { catalog: { source: 'bad', branch: 'main' } }, 'catalog_not_a_repository'],
    ['name a wrong repository', { signatures: { repository: 'A B', images: [], require: 'one', strictReference: false } }, 'configuration_malformed'],
    ['have no source', { catalog: { source: '', branch: 'main' } }, 'request_malformed'],
    ['have a login without token', { registryAuth: [{ registry: 'r.example', username: 'u', hasToken: true }] }, 'request_malformed'],
  ] as const)('works on with the world before when they %s', async (_name, change, code) => {
    const made = await makeSigned();
    const running = made.application.startJob({ kind: 'verify', keys: null, fresh: false });
    expect(await codeOf(made.application.changeSettings(await wireSettings(made, change as unknown as Partial<WireSettings>)))).toBe(code);
    expect(made.openings.map(({ state }) => state)).toEqual(['open']);
    expect(made.held.text).toBeNull();
    expect((await finishJob(made, running.id))?.state).toBe('done');
  });

  it('works on with the world before when they cannot be kept', async () => {
    const made = await makeSigned();
    made.held.failure = 'store_full';
    expect(await codeOf(made.application.changeSettings(await wireSettings(made, { offline: true })))).toBe('store_full');
    expect(made.openings.map(({ state }) => state)).toEqual(['open', 'closed']);
    expect((await made.application.settings()).settings.offline).toBe(false);
    expect((await made.application.status(unbounded)).offline).toBe(false);
  });

  it('never reads a token back, keeps it when none is sent, and only for its registry', async () => {
    const made = await makeSigned();
    const login = { registry: 'r.example', username: 'u', hasToken: false };
    await made.application.changeSettings(await wireSettings(made, { registryAuth: [{ ...login, token: 'hunter2' }] }));
    expect(JSON.stringify(await made.application.settings())).not.toContain('hunter2');
    expect((await made.application.settings()).settings.registryAuth).toEqual([{ ...login, hasToken: true }]);
    await made.application.changeSettings(await wireSettings(made, { remoteIcons: true }));
    expect(made.openings.at(-1)?.settings.registryAuth).toEqual([{ registry: 'r.example', username: 'u', token: 'hunter2' }]);
    expect(await codeOf(made.application.changeSettings(await wireSettings(made, { registryAuth: [{ ...login, registry: 'evil.example' }] })))).toBe('request_malformed');
  });

  it.each(['{', '[]', '{"offline": 3}', '{"unknown": true}'])('refuses stored settings that are %j', async (stored) => {
    expect(await codeOf(makeTestApplication({ stored }))).toBe('configuration_malformed');
  });

  it('leaves those of a configuration file alone', async () => {
    const made = await makeSigned({ isFixed: true });
    expect(await codeOf(made.application.changeSettings(await wireSettings(made)))).toBe('request_forbidden');
    expect(await codeOf(made.application.deleteData())).toBe('request_forbidden');
    expect(made.openings.map(({ state }) => state)).toEqual(['open']);
  });
});

describe('when keys are changed', () => {
  it('adds and removes one', async () => {
    const made = await makeSigned();
    await made.application.addKey({ name: 'mine', pem: keys.stranger.pem });
    expect(made.openings.at(-1)?.settings.keys).toMatchObject([{ name: 'mine', origin: 'configured' }]);
    expect(await codeOf(made.application.addKey({ name: 'again', pem: keys.stranger.pem }))).toBe('request_malformed');
    await made.application.removeKey(keys.stranger.fingerprint);
    expect(made.openings.at(-1)?.settings.keys).toEqual([]);
    expect(await codeOf(made.application.removeKey(keys.stranger.fingerprint))).toBe('not_found');
  });

  it('refuses what is no key', async () => {
    const made = await makeSigned();
    expect(await codeOf(made.application.addKey({ name: 'mine', pem: 'no key' }))).toBe('key_malformed');
  });

  it('accepts an announced key, and none that is not', async () => {
    const made = await makeSigned({ announced: keys.announced.pem });
    expect(await codeOf(made.application.acceptKey(keys.stranger.fingerprint))).toBe('not_found');
    await made.application.acceptKey(keys.announced.fingerprint);
    expect(made.openings.at(-1)?.settings.keys).toMatchObject([{ origin: 'accepted' }]);
  });
});
